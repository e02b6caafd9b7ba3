import { DescribeStackResourcesCommand, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { parameter, StackUser } from "./stack-user.ts";

let sandbox: TestSandbox;
let user: StackUser;
let s3: S3Client;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StackUser(sandbox);
  s3 = new S3Client(sandbox.client());
  await s3.send(new CreateBucketCommand({ Bucket: "templates" }));
});
afterAll(() => sandbox.stop());

/** Stores a template under its own name and gives its URL. */
async function stored(name: string, template: object): Promise<string> {
  await s3.send(new PutObjectCommand({ Bucket: "templates", Key: name, Body: JSON.stringify(template) }));
  return `https://s3.us-east-1.amazonaws.com/templates/${name}`;
}

const child = (value: string) => ({
  Parameters: { Name: { Type: "String" } },
  Resources: { P: parameter({ Name: { Ref: "Name" }, Value: value }) },
  Outputs: { Value: { Value: { "Fn::GetAtt": ["P", "Value"] } } },
});

const parent = (TemplateURL: string, name: string, more: object = {}) => ({
  Resources: {
    Nested: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL, Parameters: { Name: name } } },
    ...more,
  },
  Outputs: { Value: { Value: { "Fn::GetAtt": ["Nested", "Outputs.Value"] } } },
});

async function nestedIn(stack: string) {
  const { StackResources } = await user.cloudformation.send(
    new DescribeStackResourcesCommand({ StackName: stack, LogicalResourceId: "Nested" }),
  );
  return user.describeOne(StackResources![0]!.PhysicalResourceId!);
}

test("a nested stack is created, updated and deleted with its parent, and gives its outputs", async () => {
  await user.create("family", parent(await stored("one", child("1")), "/family/p"));

  const top = await user.describeOne("family");
  expect(top.Outputs![0]!.OutputValue).toBe("1");
  const nested = await nestedIn("family");
  expect(nested).toMatchObject({
    StackStatus: "CREATE_COMPLETE",
    ParentId: top.StackId,
    RootId: top.StackId,
    StackName: expect.stringMatching(/^family-Nested-[A-Z0-9]{12}$/),
  });

  await user.update("family", parent(await stored("two", child("2")), "/family/p"));
  expect((await user.describeOne("family")).Outputs![0]!.OutputValue).toBe("2");
  expect((await nestedIn("family")).StackStatus).toBe("UPDATE_COMPLETE");

  await user.destroy("family");
  expect((await user.describeOne(nested.StackId!)).StackStatus).toBe("DELETE_COMPLETE");
  await expect(user.valueOf("/family/p")).rejects.toThrow();
});

test("a nested stack that fails fails its parent, and both are rolled back", async () => {
  const failing = {
    Resources: { P: parameter({ Name: "not a name!" }) },
    Outputs: { Value: { Value: "v" } },
    Parameters: { Name: { Type: "String" } },
  };
  await user.create("unlucky", parent(await stored("failing", failing), "x"));

  expect((await user.describeOne("unlucky")).StackStatus).toBe("ROLLBACK_COMPLETE");
  const { Stacks } = await user.cloudformation.send(new DescribeStacksCommand({}));
  expect(Stacks!.map(({ StackName }) => StackName)).not.toContain(expect.stringContaining("unlucky-Nested"));
  const failed = (await user.eventsOf("unlucky")).find((event) => event.startsWith("Nested CREATE_FAILED"));
  expect(failed).toMatch(
    /^Nested CREATE_FAILED Embedded stack arn:aws:cloudformation:us-east-1:000000000000:stack\/unlucky-Nested-[A-Z0-9]+\/[0-9a-f-]+ was not successfully created: The following resource\(s\) failed to create: \[P\]\.$/,
  );
});

test("a nested update that fails takes its parent back", async () => {
  await user.create("steady", parent(await stored("steady", child("1")), "/steady/p"));
  const bad = child("2");
  await user.update(
    "steady",
    parent(
      await stored("bad", { ...bad, Resources: { ...bad.Resources, Q: parameter({ Name: "not a name!" }) } }),
      "/steady/p",
    ),
  );

  expect((await user.describeOne("steady")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
  expect(await user.valueOf("/steady/p")).toBe("1");
  expect((await user.eventsOf("steady")).find((event) => event.startsWith("Nested UPDATE_FAILED"))).toMatch(
    /was not successfully updated\. Currently in UPDATE_ROLLBACK_IN_PROGRESS with reason: The following resource\(s\) failed to create: \[Q\]\.$/,
  );
});

test("a later failure in the parent takes the nested update back", async () => {
  await user.create("later", parent(await stored("later-1", child("1")), "/later/p"));
  const broken = parameter({ Name: "not a name!" }, { DependsOn: "Nested" });
  await user.update("later", parent(await stored("later-2", child("2")), "/later/p", { Q: broken }));

  expect((await user.describeOne("later")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
  expect(await user.valueOf("/later/p")).toBe("1");
});
