import { UserError } from "../errors.ts";
import type { Target } from "./target.ts";

/** The account and Region of the current profile, as the AWS CLI would choose them. Without credentials or Region: a UserError that says what to set. */
export async function findAwsTarget(): Promise<Target> {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[0].startsWith("AWS_") && entry[1] !== undefined,
    ),
  );
  if (Object.keys(environment).some((name) => name.startsWith("AWS_ENDPOINT_URL")))
    throw new UserError("awsEndpointSet", {
      name: Object.keys(environment).find((name) => name.startsWith("AWS_ENDPOINT_URL"))!,
    });
  const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
  const client = new STSClient({});
  try {
    const region = await client.config.region();
    const { Account } = await client.send(new GetCallerIdentityCommand({}));
    return {
      kind: "aws",
      account: Account!,
      region,
      synthEnvironment: environment,
      open: async () => ({ kind: "aws", region, environment, pollMs: 2000 }),
      isAlive: () => true,
      close: async () => {},
    };
  } catch (error) {
    throw new UserError("awsNotReachable", { reason: (error as Error).message });
  } finally {
    client.destroy();
  }
}
