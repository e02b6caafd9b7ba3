/** https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html (2026-11-21); recorded in test_event_bridge_events_base. */
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { IAM } from "@aws-sdk/client-iam";
import { SFN } from "@aws-sdk/client-sfn";
import { SQS } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let sfn: SFN;
let sqs: SQS;
let QueueUrl: string;
let roleArn: string;

const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

beforeAll(async () => {
  sandbox = await startTestSandbox();
  sfn = new SFN(sandbox.client());
  sqs = new SQS(sandbox.client());
  const Resource = "arn:aws:sqs:us-east-1:000000000000:states";
  const Policy = document({
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource,
  });
  QueueUrl = (await sqs.createQueue({ QueueName: "states", Attributes: { Policy } })).QueueUrl!;
  const events = new EventBridge(sandbox.client());
  await events.putRule({ Name: "states", EventPattern: '{"source":["aws.states"]}' });
  await events.putTargets({ Rule: "states", Targets: [{ Id: "queue", Arn: Resource }] });
  const AssumeRolePolicyDocument = document({
    Effect: "Allow",
    Principal: { Service: "states.amazonaws.com" },
    Action: "sts:AssumeRole",
  });
  const { Role } = await new IAM(sandbox.client()).createRole({ RoleName: "states", AssumeRolePolicyDocument });
  roleArn = Role!.Arn!;
});
afterAll(() => sandbox.stop());

async function run(type: "STANDARD" | "EXPRESS", state: object): Promise<string> {
  const definition = JSON.stringify({ StartAt: "Only", States: { Only: state } });
  const { stateMachineArn } = await sfn.createStateMachine({
    name: `${type}-${Math.random()}`,
    type,
    roleArn,
    definition,
  });
  return (await sfn.startExecution({ stateMachineArn, input: '{"a":1}' })).executionArn!;
}

interface StatusChange {
  "detail-type": string;
  resources: string[];
  detail: { executionArn: string; status: string };
}

const received: StatusChange[] = [];

/** The events about an execution, once it has ended. */
async function changesOf(arn: string, last: string): Promise<StatusChange[]> {
  return eventually(async () => {
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
    for (const { Body, ReceiptHandle } of Messages) {
      received.push(JSON.parse(Body!) as StatusChange);
      await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
    }
    const own = received.filter(({ resources }) => resources[0] === arn);
    expect(own.map(({ detail }) => detail.status)).toContain(last);
    return own;
  });
}

test("a standard execution tells that it runs, and how it ended", async () => {
  const arn = await run("STANDARD", { Type: "Pass", Result: { b: 2 }, End: true });

  const changes = await changesOf(arn, "SUCCEEDED");

  expect(changes).toHaveLength(2);
  expect(changes.find(({ detail }) => detail.status === "RUNNING")).toMatchObject({
    "detail-type": "Step Functions Execution Status Change",
    detail: {
      executionArn: arn,
      input: '{"a":1}',
      output: null,
      stopDate: null,
      redriveStatus: "NOT_REDRIVABLE",
      redriveStatusReason: "Execution is RUNNING and cannot be redriven",
      inputDetails: { included: true },
      outputDetails: null,
    },
  });
  expect(changes.find(({ detail }) => detail.status === "SUCCEEDED")).toMatchObject({
    detail: { output: '{"b":2}', stopDate: expect.any(Number) as number, outputDetails: { included: true } },
  });
});

test("a failed one tells why; an express one tells nothing", async () => {
  const express = await run("EXPRESS", { Type: "Fail", Error: "Quiet" });
  const arn = await run("STANDARD", { Type: "Fail", Error: "Broken", Cause: "asked for" });

  const failed = (await changesOf(arn, "FAILED")).find(({ detail }) => detail.status === "FAILED");

  expect(failed).toMatchObject({ detail: { error: "Broken", cause: "asked for", output: null } });
  expect(received.filter(({ resources }) => resources[0] === express)).toEqual([]);
});
