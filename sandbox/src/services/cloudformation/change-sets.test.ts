import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
  type CreateChangeSetCommandInput,
} from "@aws-sdk/client-cloudformation";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let cloudformation: CloudFormationClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  cloudformation = new CloudFormationClient(sandbox.client());
});
afterAll(() => sandbox.stop());

const parameter = (properties: object = {}) => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Type: "String", Value: "v", ...properties },
});

async function changeSet(StackName: string, template: object, more: Partial<CreateChangeSetCommandInput> = {}) {
  const { Id } = await cloudformation.send(
    new CreateChangeSetCommand({ StackName, ChangeSetName: "cs", TemplateBody: JSON.stringify(template), ...more }),
  );
  return Id!;
}
const describeChanges = (ChangeSetName: string, IncludePropertyValues = false) =>
  cloudformation.send(new DescribeChangeSetCommand({ ChangeSetName, IncludePropertyValues }));
const execute = (ChangeSetName: string) => cloudformation.send(new ExecuteChangeSetCommand({ ChangeSetName }));
const statusOf = async (StackName: string) =>
  (await cloudformation.send(new DescribeStacksCommand({ StackName }))).Stacks![0]!.StackStatus;

test("creates a stack in review, then executes it in one call", async () => {
  const id = await changeSet(
    "review",
    { Resources: { A: parameter(), B: parameter({ Value: { Ref: "A" } }) } },
    { ChangeSetType: "CREATE" },
  );
  expect(await statusOf("review")).toBe("REVIEW_IN_PROGRESS");
  expect(await describeChanges(id, true)).toMatchObject({
    Status: "CREATE_COMPLETE",
    ExecutionStatus: "AVAILABLE",
    Changes: [
      {
        Type: "Resource",
        ResourceChange: { Action: "Add", LogicalResourceId: "A", ResourceType: "AWS::SSM::Parameter" },
      },
      {
        ResourceChange: { AfterContext: '{"Properties":{"Type":"String","Value":"{{changeSet:KNOWN_AFTER_APPLY}}"}}' },
      },
    ],
  });
  await execute(id);
  expect(await statusOf("review")).toBe("CREATE_COMPLETE");
  expect((await describeChanges(id)).ExecutionStatus).toBe("EXECUTE_COMPLETE");
  await expect(
    cloudformation.send(new DescribeChangeSetCommand({ StackName: "review", ChangeSetName: "cs" })),
  ).rejects.toMatchObject({
    name: "ChangeSetNotFoundException",
    message: "ChangeSet [cs] does not exist",
    $metadata: { httpStatusCode: 404 },
  });
});

test("an update in place and one that replaces, as recorded on AWS", async () => {
  await execute(
    await changeSet(
      "static",
      { Resources: { MyParameter: parameter({ Name: "/static/1" }) } },
      { ChangeSetType: "CREATE" },
    ),
  );
  const edit = await changeSet("static", {
    Resources: { MyParameter: parameter({ Name: "/static/1", Value: "bar" }) },
  });
  expect((await describeChanges(edit)).Changes).toEqual([
    {
      Type: "Resource",
      ResourceChange: {
        Action: "Modify",
        Details: [
          {
            ChangeSource: "DirectModification",
            Evaluation: "Static",
            Target: { Attribute: "Properties", Name: "Value", RequiresRecreation: "Never" },
          },
        ],
        LogicalResourceId: "MyParameter",
        PhysicalResourceId: "/static/1",
        Replacement: "False",
        ResourceType: "AWS::SSM::Parameter",
        Scope: ["Properties"],
      },
    },
  ]);
  await execute(edit);

  const replace = await changeSet("static", {
    Resources: { MyParameter: parameter({ Name: "/static/2", Value: "bar" }) },
  });
  expect((await describeChanges(replace, true)).Changes![0]!.ResourceChange).toMatchObject({
    PolicyAction: "ReplaceAndDelete",
    Replacement: "True",
    BeforeContext: expect.stringContaining("/static/1"),
    AfterContext: expect.stringContaining("/static/2"),
    Details: [
      {
        Target: {
          Name: "Name",
          RequiresRecreation: "Always",
          Path: "/Properties/Name",
          BeforeValue: "/static/1",
          AfterValue: "/static/2",
          AttributeChangeType: "Modify",
        },
      },
    ],
  });
});

test("a parameter as the cause of a change, as recorded on AWS", async () => {
  const template = { Parameters: { Name: { Type: "String" } }, Resources: { P: parameter({ Name: { Ref: "Name" } }) } };
  const Parameters = (value: string) => [{ ParameterKey: "Name", ParameterValue: value }];
  await execute(await changeSet("cause", template, { ChangeSetType: "CREATE", Parameters: Parameters("/cause/1") }));
  const id = await changeSet("cause", template, { Parameters: Parameters("/cause/2") });
  expect((await describeChanges(id)).Changes![0]!.ResourceChange!.Details).toEqual([
    {
      CausingEntity: "Name",
      ChangeSource: "ParameterReference",
      Evaluation: "Static",
      Target: { Attribute: "Properties", Name: "Name", RequiresRecreation: "Always" },
    },
    {
      ChangeSource: "DirectModification",
      Evaluation: "Dynamic",
      Target: { Attribute: "Properties", Name: "Name", RequiresRecreation: "Always" },
    },
  ]);
});

test("without changes it fails and cannot be executed", async () => {
  const template = { Resources: { P: parameter() } };
  await execute(await changeSet("empty", template, { ChangeSetType: "CREATE" }));
  const id = await changeSet("empty", template);
  expect(await describeChanges(id)).toMatchObject({
    Status: "FAILED",
    ExecutionStatus: "UNAVAILABLE",
    StatusReason:
      "The submitted information didn't contain changes. Submit different information to create a change set.",
  });
  await expect(execute(id)).rejects.toMatchObject({
    name: "InvalidChangeSetStatusException",
    message: `ChangeSet [${id}] cannot be executed in its current status of [FAILED]`,
  });
  const { Summaries } = await cloudformation.send(new ListChangeSetsCommand({ StackName: "empty" }));
  expect(Summaries).toMatchObject([{ ChangeSetId: id, Status: "FAILED" }]);
  await cloudformation.send(new DeleteChangeSetCommand({ StackName: "empty", ChangeSetName: "cs" }));
  await cloudformation.send(new DeleteChangeSetCommand({ StackName: "empty", ChangeSetName: "cs" }));
  await expect(describeChanges(id)).rejects.toThrow(`ChangeSet [${id}] does not exist`);
});

test("errors as recorded on AWS", async () => {
  await expect(
    cloudformation.send(new DeleteChangeSetCommand({ StackName: "nostack", ChangeSetName: "x" })),
  ).rejects.toThrow("Stack [nostack] does not exist");
  await expect(cloudformation.send(new DeleteChangeSetCommand({ ChangeSetName: "x" }))).rejects.toThrow(
    "StackName must be specified if ChangeSetName is not specified as an ARN.",
  );
  await expect(
    cloudformation.send(new DescribeChangeSetCommand({ StackName: "somestack", ChangeSetName: "x" })),
  ).rejects.toThrow("Stack [somestack] does not exist");
  const template = { Resources: { P: parameter() } };
  await execute(await changeSet("exists", template, { ChangeSetType: "CREATE" }));
  await expect(changeSet("exists", template, { ChangeSetType: "CREATE", ChangeSetName: "again" })).rejects.toThrow(
    "Stack [exists] already exists and cannot be created again with the changeSet [again].",
  );
});

test("CreateStack on a stack in review makes its change sets obsolete", async () => {
  const template = { Resources: { P: parameter() } };
  const id = await changeSet("overtaken", template, { ChangeSetType: "CREATE" });
  await cloudformation.send(new CreateStackCommand({ StackName: "overtaken", TemplateBody: JSON.stringify(template) }));
  expect((await describeChanges(id)).ExecutionStatus).toBe("OBSOLETE");
});

test("reads the template from S3", async () => {
  const s3 = new S3Client(sandbox.client());
  await s3.send(new CreateBucketCommand({ Bucket: "templates" }));
  await s3.send(
    new PutObjectCommand({
      Bucket: "templates",
      Key: "a b/t.json",
      Body: JSON.stringify({ Resources: { P: parameter() } }),
    }),
  );
  let stacks = 0;
  const from = (TemplateURL: string) =>
    changeSet(`from-url-${stacks++}`, {}, { TemplateBody: undefined, TemplateURL, ChangeSetType: "CREATE" });
  for (const url of [
    "https://templates.s3.us-east-1.amazonaws.com/a%20b/t.json",
    "https://s3.us-east-1.amazonaws.com/templates/a%20b/t.json",
    `${sandbox.endpoint}/templates/a%20b/t.json`,
  ])
    expect((await describeChanges(await from(url))).Changes).toHaveLength(1);
  await expect(from("https://templates.s3.us-east-1.amazonaws.com/missing.json")).rejects.toThrow(/^S3 error: /);
  await expect(from("https://example.com/t.json")).rejects.toThrow("TemplateURL must be a supported URL.");
});

test("masks parameters that are not to be echoed, also in what changes", async () => {
  const template = {
    Parameters: { Secret: { Type: "String", NoEcho: true } },
    Resources: { A: parameter({ Value: { Ref: "Secret" } }) },
  };
  const secret = (ParameterValue: string) => ({ Parameters: [{ ParameterKey: "Secret", ParameterValue }] });
  await execute(await changeSet("hushed", template, { ChangeSetType: "CREATE", ...secret("hush-1") }));
  const described = await describeChanges(await changeSet("hushed", template, secret("hush-2")), true);

  expect(described.Changes).toHaveLength(1);
  expect(JSON.stringify(described)).not.toContain("hush-");
  const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName: "hushed" }));
  expect(JSON.stringify(StackEvents)).not.toContain("hush-");
});
