import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { services } from "../src/services/index.ts";
import { eventually, startTestSandbox, type TestSandbox } from "../src/testing.ts";
import { apps, type World } from "./apps.ts";
import { synthesise, type Synthesised } from "./synthesise.ts";

const ASSETS = "cdk-hnb659fds-assets-000000000000-us-east-1";

let sandbox: TestSandbox;
let folder: string;
let cloudformation: CloudFormationClient;
let s3: S3Client;
let world: World;
const usedTypes = new Set<string>();

beforeAll(async () => {
  sandbox = await startTestSandbox();
  folder = mkdtempSync(join(tmpdir(), "test-apps-"));
  cloudformation = new CloudFormationClient(sandbox.client());
  s3 = new S3Client(sandbox.client());
  const lambda = new LambdaClient(sandbox.client());
  const ssm = new SSMClient(sandbox.client());
  world = {
    invoke: async (FunctionName, payload = {}) => {
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) }));
      return JSON.parse(Payload!.transformToString());
    },
    parameter: async (Name) => (await ssm.send(new GetParameterCommand({ Name }))).Parameter!.Value,
    read: async (Bucket, Key) => {
      try {
        return await (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body!.transformToString();
      } catch (error) {
        if ((error as Error).name === "NoSuchKey") return undefined;
        throw error;
      }
    },
    write: async (Bucket, Key, Body) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    expect,
  };
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each(Object.keys(apps))("%s is deployed, updated and deleted", async (name) => {
  const app = apps[name]!;
  for (const version of [1, 2]) {
    const outdir = join(folder, `${name}-${version}`);
    const synthesised = synthesise(name, (stack) => app.build(stack, version), outdir);
    await publish(synthesised);
    await deploy(name, version, synthesised);
    const outputs = await finished(name, version === 1 ? "CREATE_COMPLETE" : /^(CREATE|UPDATE)_COMPLETE$/);
    await app.behaves?.(outputs, version, world);
  }
  const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
  await cloudformation.send(new DeleteStackCommand({ StackName: name }));
  await finished(Stacks![0]!.StackId!, "DELETE_COMPLETE");
});

test("the apps use every resource type that the sandbox provides", async ({ annotate }) => {
  const provided: string[] = [];
  for (const service of Object.values(services)) provided.push(...Object.keys((await service.load()).resources ?? {}));
  const unused = provided.filter((type) => !usedTypes.has(type));
  // Services grow faster than this table: said, not failed.
  if (unused.length) await annotate(`no test app uses ${unused.join(", ")}`, "warning");
  expect(usedTypes.size).toBeGreaterThan(30);
});

async function publish({ assets, template }: Synthesised): Promise<void> {
  for (const { Type } of Object.values(template["Resources"] as Record<string, { Type: string }>))
    usedTypes.add(Type.startsWith("Custom::") ? "AWS::CloudFormation::CustomResource" : Type);
  await Promise.all(
    assets.map(({ key, body }) => s3.send(new PutObjectCommand({ Bucket: ASSETS, Key: key, Body: body }))),
  );
}

async function deploy(StackName: string, version: number, { template }: Synthesised): Promise<void> {
  const input = {
    StackName,
    TemplateBody: JSON.stringify(template),
    Capabilities: ["CAPABILITY_NAMED_IAM" as const, "CAPABILITY_AUTO_EXPAND" as const],
  };
  if (version === 1) await cloudformation.send(new CreateStackCommand(input));
  else
    await cloudformation.send(new UpdateStackCommand(input)).catch((error: Error) => {
      if (error.message !== "No updates are to be performed.") throw error;
    });
}

/** The outputs, once the stack rests; a failure is told with its events. */
async function finished(StackName: string, wanted: string | RegExp): Promise<Record<string, string>> {
  const stack = await eventually(
    async () => {
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
      if (Stacks![0]!.StackStatus!.endsWith("_IN_PROGRESS")) throw new Error(`${StackName} is still in progress`);
      return Stacks![0]!;
    },
    { within: 45_000 },
  );
  const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
  const failures = StackEvents!.filter((event) => event.ResourceStatus!.endsWith("_FAILED"));
  const reasons = failures.map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`);
  expect(stack.StackStatus, reasons.join("\n")).toMatch(wanted);
  expect(reasons).toEqual([]);
  return Object.fromEntries((stack.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey!, OutputValue!]));
}
