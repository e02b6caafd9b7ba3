import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UserError } from "../errors.ts";
import { t } from "../language.ts";
import type { Finding } from "./finding.ts";

const ENDPOINT = "AWS_ENDPOINT_URL";
/** A key that does not expire begins so; a temporary one with ASIA. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (2026-11) */
const LONG_LIVED_KEY = "AKIA";
/** What the CDK's own bootstrap writes, and each deployment reads first. */
const BOOTSTRAP_PARAMETER = "/cdk-bootstrap/hnb659fds/version";

/** Variables of the AWS CLI and the SDKs, by name only: the sandbox never sees them, `--aws` obeys them. */
export function checkVariables(): Finding {
  const names = Object.keys(process.env)
    .filter((name) => /^(AWS_|CDK_)/.test(name) && process.env[name])
    .toSorted();
  const endpoint = names.find((name) => name.startsWith(ENDPOINT));
  const values = { names: names.join(", "), endpoint: endpoint ?? "" };
  return { id: "variables", health: endpoint ? "warn" : names.length ? "note" : "ok", values };
}

/** Where credentials are, without using them. */
export function checkCredentials(): Finding {
  const key = process.env["AWS_ACCESS_KEY_ID"];
  const config = process.env["AWS_CONFIG_FILE"] ?? join(homedir(), ".aws", "config");
  const shared = process.env["AWS_SHARED_CREDENTIALS_FILE"] ?? join(homedir(), ".aws", "credentials");
  const sources = [
    ...(key ? ["AWS_ACCESS_KEY_ID"] : []),
    ...(process.env["AWS_PROFILE"] ? ["AWS_PROFILE"] : []),
    ...[config, shared].filter((file) => existsSync(file)),
  ];
  if (key?.startsWith(LONG_LIVED_KEY)) return { id: "longLivedKey", health: "warn" };
  return { id: "credentials", health: sources.length ? "ok" : "note", values: { sources: sources.join(", ") } };
}

/** With `--aws`: who the account says we are, and whether the CDK can deploy there. Reads only. */
export async function checkAccount(): Promise<Finding[]> {
  const { findAwsTarget } = await import("../target/aws.ts");
  let target;
  try {
    target = await findAwsTarget();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ id: "account", health: "bad", values: { reason: t(`errors.${error.key}`, error.values) } }];
  }
  const { account, region } = target;
  return [{ id: "account", health: "ok", values: { account, region } }, await checkBootstrap(account, region)];
}

async function checkBootstrap(account: string, region: string): Promise<Finding> {
  const { SSMClient, GetParameterCommand } = await import("@aws-sdk/client-ssm");
  const client = new SSMClient({});
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: BOOTSTRAP_PARAMETER }));
    return { id: "bootstrap", health: "ok", values: { version: Parameter?.Value ?? "-", account, region, reason: "" } };
  } catch (error) {
    return { id: "bootstrap", health: "bad", values: { account, region, reason: (error as Error).name } };
  } finally {
    client.destroy();
  }
}
