import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DescribeLogGroupsCommand,
  CloudWatchLogsClient,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ListExecutionsCommand, ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { CfnOutput, CustomResource, Duration, type Stack } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { Provider } from "aws-cdk-lib/custom-resources";
import { afterAll, beforeAll, expect, test } from "vitest";
import { synthesise } from "../../../test-apps/synthesise.ts";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { StackUser } from "./stack-user.ts";

let sandbox: TestSandbox;
let user: StackUser;
const folders: string[] = [];

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StackUser(sandbox);
});
afterAll(async () => {
  await sandbox.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const ON_EVENT = `
exports.handler = async (event) => {
  if (event.RequestType === "Update" && event.ResourceProperties.Fail === "onEvent") throw new Error("No way");
  return { PhysicalResourceId: "thing", Data: { From: "onEvent" } };
};`;

/** Counts in Parameter Store how often it was asked; done at the third time. */
const IS_COMPLETE = `
const { SSMClient, GetParameterCommand, PutParameterCommand } = require("@aws-sdk/client-ssm");
const ssm = new SSMClient({});
exports.handler = async ({ RequestType, ResourceProperties: { Log, Fail, Version }, PhysicalResourceId }) => {
  const Name = "/" + Log + "/" + RequestType + "-" + Version;
  const asked = await ssm.send(new GetParameterCommand({ Name })).then(({ Parameter }) => Number(Parameter.Value), () => 0);
  await ssm.send(new PutParameterCommand({ Name, Value: String(asked + 1), Type: "String", Overwrite: true }));
  if (Fail === "isComplete" && RequestType !== "Delete") throw new Error("It broke");
  if (Fail === "never" && RequestType !== "Delete") return { IsComplete: false };
  return asked + 1 < 3 ? { IsComplete: false } : { IsComplete: true, Data: { Answer: PhysicalResourceId + " " + RequestType } };
};`;

function build(stack: Stack, properties: { Version: string; Fail?: string }): void {
  const code = (text: string) => ({
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromInline(text),
    timeout: Duration.seconds(20),
  });
  const isCompleteHandler = new lambda.Function(stack, "IsComplete", code(IS_COMPLETE));
  isCompleteHandler.addToRolePolicy(
    new iam.PolicyStatement({ actions: ["ssm:GetParameter", "ssm:PutParameter"], resources: ["*"] }),
  );
  const provider = new Provider(stack, "Provider", {
    onEventHandler: new lambda.Function(stack, "OnEvent", code(ON_EVENT)),
    isCompleteHandler,
    queryInterval: Duration.minutes(1),
    totalTimeout: Duration.minutes(5),
    disableWaiterStateMachineLogging: false,
  });
  const thing = new CustomResource(stack, "Thing", {
    serviceToken: provider.serviceToken,
    properties: { Log: stack.stackName, ...properties },
  });
  new CfnOutput(stack, "Answer", { value: thing.getAttString("Answer") });
  new CfnOutput(stack, "From", { value: thing.getAttString("From") });
}

async function synthesised(name: string, properties: { Version: string; Fail?: string }): Promise<object> {
  const outdir = mkdtempSync(join(tmpdir(), "provider-"));
  folders.push(outdir);
  const app = { build: (stack: Stack) => build(stack, properties) };
  const { template, assets } = synthesise(name, app, 1, outdir);
  const s3 = new S3Client(sandbox.client());
  const Bucket = "cdk-hnb659fds-assets-000000000000-us-east-1";
  for (const { key: Key, body: Body } of assets) await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  return template;
}

const OPTIONS = { Capabilities: ["CAPABILITY_NAMED_IAM" as const] };

async function rests(name: string): Promise<string> {
  return expect
    .poll(async () => (await user.describeOne(name)).StackStatus!, { timeout: 50_000, interval: 50 })
    .not.toMatch(/IN_PROGRESS$/)
    .then(async () => (await user.describeOne(name)).StackStatus!);
}

test(
  "CDK's Provider with isComplete: created, updated and deleted when the third question is answered",
  { timeout: 90_000 },
  async () => {
    await user.create("provider", await synthesised("provider", { Version: "1" }), OPTIONS);
    expect(await rests("provider")).toBe("CREATE_COMPLETE");
    expect((await user.describeOne("provider")).Outputs!.map(({ OutputValue }) => OutputValue)).toEqual([
      "thing Create",
      "onEvent",
    ]);
    expect(await user.valueOf("/provider/Create-1")).toBe("3");

    await user.update("provider", await synthesised("provider", { Version: "2" }), OPTIONS);
    expect(await rests("provider")).toBe("UPDATE_COMPLETE");
    expect((await user.describeOne("provider")).Outputs![0]!.OutputValue).toBe("thing Update");

    const sfn = new SFNClient(sandbox.client());
    const { stateMachines } = await sfn.send(new ListStateMachinesCommand({}));
    const { executions } = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn: stateMachines![0]!.stateMachineArn! }),
    );
    expect(executions!.map(({ status }) => status)).toEqual(["SUCCEEDED", "SUCCEEDED"]);
    // Two questions, a minute each on the sandbox's clock.
    const { startDate, stopDate } = executions![0]!;
    expect(stopDate!.getTime() - startDate!.getTime()).toBeGreaterThanOrEqual(120_000);

    const { StackId } = await user.describeOne("provider");
    await user.destroy("provider");
    await rests(StackId!);
    expect((await user.describeOne(StackId!)).StackStatus).toBe("DELETE_COMPLETE");
    expect(await user.valueOf("/provider/Delete-2")).toBe("3");
    expect((await sfn.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);
  },
);

test("a failure in isComplete fails the resource with its message", { timeout: 90_000 }, async () => {
  await user.create("broken", await synthesised("broken", { Version: "1", Fail: "isComplete" }), OPTIONS);
  expect(await rests("broken")).toBe("ROLLBACK_COMPLETE");
  expect((await user.eventsOf("broken")).find((event) => event.includes("Thing CREATE_FAILED"))).toMatch(
    /Received response status \[FAILED\] from custom resource\. Message returned: (Error: )?It broke/,
  );
});

test("one that is never complete times out, and the waiter logs its errors", { timeout: 90_000 }, async () => {
  await user.create("never", await synthesised("never", { Version: "1", Fail: "never" }), {
    ...OPTIONS,
    DisableRollback: true,
  });
  expect(await rests("never")).toBe("CREATE_FAILED");
  expect((await user.eventsOf("never")).find((event) => event.includes("Thing CREATE_FAILED"))).toMatch(
    /Message returned: Operation timed out/,
  );
  // The question itself, and as many as go into five minutes after it.
  expect(Number(await user.valueOf("/never/Create-1"))).toBe(6);

  const logs = new CloudWatchLogsClient(sandbox.client());
  const { logGroups } = await logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: "/aws/vendedlogs/states/waiter-state-machine-never" }),
  );
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName: logGroups![0]!.logGroupName! }));
  expect(events!.map(({ message }) => (JSON.parse(message!) as { type: string }).type)).toContain(
    "LambdaFunctionFailed",
  );
  await user.destroy("never");
});
