import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const TEMPLATE = JSON.stringify({
  Description: "A text",
  Parameters: { Text: { Type: "String" } },
  Resources: { Note: { Type: "AWS::SSM::Parameter", Properties: { Type: "String", Value: { Ref: "Text" } } } },
});

test("a deleted stack is still described by its id, with its template and events", async () => {
  const cloudformation = new CloudFormationClient(sandbox.client());
  const parameters = [{ ParameterKey: "Text", ParameterValue: "x" }];
  const { StackId } = await cloudformation.send(
    new CreateStackCommand({ StackName: "gone", TemplateBody: TEMPLATE, Parameters: parameters }),
  );
  const StackName = StackId!;
  await cloudformation.send(new DeleteStackCommand({ StackName: "gone" }));

  const [stack] = await eventually(async () => {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    expect(Stacks![0]!.StackStatus).toBe("DELETE_COMPLETE");
    return Stacks!;
  });
  expect(stack).toMatchObject({ Description: "A text", Parameters: parameters, DeletionTime: expect.any(Date) });
  const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
  expect(StackEvents!.map((event) => `${event.LogicalResourceId} ${event.ResourceStatus}`)).toEqual([
    "gone DELETE_COMPLETE",
    "Note DELETE_COMPLETE",
    "Note DELETE_IN_PROGRESS",
    "gone DELETE_IN_PROGRESS",
    "gone CREATE_COMPLETE",
    "Note CREATE_COMPLETE",
    "Note CREATE_IN_PROGRESS",
    "Note CREATE_IN_PROGRESS",
    "gone CREATE_IN_PROGRESS",
  ]);
  expect((await cloudformation.send(new GetTemplateCommand({ StackName }))).TemplateBody).toBe(TEMPLATE);
  const { StackSummaries } = await cloudformation.send(new ListStacksCommand({}));
  expect(StackSummaries!.find((summary) => summary.StackId === StackId)).toMatchObject({
    StackStatus: "DELETE_COMPLETE",
  });
});
