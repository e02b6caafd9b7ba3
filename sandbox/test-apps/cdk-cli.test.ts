import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../src/testing.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const CDK = here("../../node_modules/aws-cdk/bin/cdk");

let sandbox: TestSandbox;
let folder: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  sandbox = await startTestSandbox();
  folder = mkdtempSync(join(tmpdir(), "cdk-cli-"));
  mkdirSync(join(folder, "handler"));
  writeHandler("one");
  writeFileSync(
    join(folder, "cdk.json"),
    JSON.stringify({ app: `"${process.execPath}" "${here("cli-app.ts")}"`, watch: { include: ["handler/**"] } }),
  );
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

function writeHandler(said: string): void {
  writeFileSync(join(folder, "handler/index.js"), `exports.handler = async () => ${JSON.stringify(said)};`);
}

function start(args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [CDK, ...args], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      HOME: folder,
      AWS_ENDPOINT_URL: sandbox.endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: "us-east-1",
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_EC2_METADATA_DISABLED: "true",
      CDK_DISABLE_CLI_TELEMETRY: "true",
      CI: "true",
      NODE_OPTIONS: `--import=${pathToFileURL(here("../src/lock.ts")).href} --disable-warning=ExperimentalWarning`,
      SANDBOX_ENDPOINT: sandbox.endpoint,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  return child;
}

/** Runs the CLI to its end and gives what it printed. */
async function cdk(args: string[], env?: Record<string, string>): Promise<string> {
  const child = start([...args, "--no-notices", "--no-color"], env);
  let printed = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  running.delete(child);
  expect(code, printed).toBe(0);
  return printed;
}

async function said(): Promise<unknown> {
  const cloudformation = new CloudFormationClient(sandbox.client());
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: "CliApp" }));
  const FunctionName = Stacks![0]!.Outputs!.find(({ OutputKey }) => OutputKey === "Name")!.OutputValue;
  const { Payload } = await new LambdaClient(sandbox.client()).send(new InvokeCommand({ FunctionName }));
  return JSON.parse(Payload!.transformToString());
}

test("the unmodified cdk command line works against the sandbox", async () => {
  expect(await cdk(["bootstrap"])).toContain("bootstrapped");

  expect(await cdk(["diff"])).toContain("[+] AWS::Lambda::Function Handler");
  await cdk(["deploy", "--require-approval", "never"]);
  expect(await said()).toBe("one");
  expect(await cdk(["deploy", "--require-approval", "never"])).toContain("(no changes)");

  const change = { PARAMETER_VALUE: "second" };
  expect(await cdk(["diff"], change)).toContain("[~] AWS::SSM::Parameter Parameter");
  await cdk(["deploy", "--require-approval", "never"], change);

  writeHandler("two");
  expect(await cdk(["deploy", "--hotswap"], change)).toContain("hotswapped");
  expect(await said()).toBe("two");

  const watch = start(["watch", "--no-notices"], change);
  let printed = "";
  for (const stream of [watch.stdout!, watch.stderr!])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await eventually(() => expect(printed).toMatch(/Deployment time/), { within: 240_000 });
  writeHandler("three");
  await eventually(async () => expect(await said(), printed).toBe("three"), { within: 240_000 });
  watch.kill("SIGKILL");

  await cdk(["destroy", "--force"], change);
  await expect(said()).rejects.toThrow("Stack with id CliApp does not exist");
});
