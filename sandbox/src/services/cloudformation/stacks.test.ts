import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListExportsCommand,
  ListImportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  UpdateStackCommand,
  UpdateTerminationProtectionCommand,
  ValidateTemplateCommand,
  type CreateStackCommandInput,
} from "@aws-sdk/client-cloudformation";
import { GetParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let cloudformation: CloudFormationClient;
let ssm: SSMClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  cloudformation = new CloudFormationClient(sandbox.client());
  ssm = new SSMClient(sandbox.client());
});
afterAll(() => sandbox.stop());

const parameter = (properties: object = {}, more: object = {}) => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Type: "String", Value: "v", ...properties },
  ...more,
});

const create = (StackName: string, template: object, more: Partial<CreateStackCommandInput> = {}) =>
  cloudformation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template), ...more }));
const update = (StackName: string, template: object, more: object = {}) =>
  cloudformation.send(new UpdateStackCommand({ StackName, TemplateBody: JSON.stringify(template), ...more }));
const destroy = (StackName: string) => cloudformation.send(new DeleteStackCommand({ StackName }));
const describeOne = async (StackName: string) =>
  (await cloudformation.send(new DescribeStacksCommand({ StackName }))).Stacks![0]!;
const valueOf = async (Name: string) => (await ssm.send(new GetParameterCommand({ Name }))).Parameter!.Value;

/** "LogicalId STATUS reason", oldest first. */
async function eventsOf(StackName: string): Promise<string[]> {
  const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
  return StackEvents!
    .toReversed()
    .map((event) => `${event.LogicalResourceId} ${event.ResourceStatus} ${event.ResourceStatusReason ?? ""}`.trim());
}

describe("creation", () => {
  test("makes resources in order, with outputs and AWS's events", async () => {
    const { StackId } = await create("order", {
      Description: "two",
      Resources: { B: parameter({ Value: { Ref: "A" } }), A: parameter({ Name: "/order/a" }) },
      Outputs: {
        Name: { Value: { Ref: "B" }, Description: "of B" },
        Value: { Value: { "Fn::GetAtt": ["B", "Value"] } },
      },
    });
    const stack = await describeOne("order");
    expect(stack).toMatchObject({
      StackId,
      StackStatus: "CREATE_COMPLETE",
      Description: "two",
      EnableTerminationProtection: false,
    });
    expect(stack.Outputs).toMatchObject([
      { OutputKey: "Name", Description: "of B" },
      { OutputKey: "Value", OutputValue: "/order/a" },
    ]);
    expect(await eventsOf("order")).toEqual([
      "order CREATE_IN_PROGRESS User Initiated",
      "A CREATE_IN_PROGRESS",
      "A CREATE_IN_PROGRESS Resource creation Initiated",
      "A CREATE_COMPLETE",
      "B CREATE_IN_PROGRESS",
      "B CREATE_IN_PROGRESS Resource creation Initiated",
      "B CREATE_COMPLETE",
      "order CREATE_COMPLETE",
    ]);
    const [a, b] = (await cloudformation.send(new DescribeStackResourcesCommand({ StackName: "order" })))
      .StackResources!;
    expect([a!.PhysicalResourceId, b!.PhysicalResourceId]).toEqual([
      "/order/a",
      expect.stringMatching(/^order-B-[A-Z0-9]{12}$/),
    ]);
    expect(await valueOf(b!.PhysicalResourceId!)).toBe("/order/a");
    const { StackResourceSummaries } = await cloudformation.send(new ListStackResourcesCommand({ StackName: "order" }));
    expect(StackResourceSummaries!.map((each) => each.ResourceStatus)).toEqual(["CREATE_COMPLETE", "CREATE_COMPLETE"]);
    const { StackResourceDetail } = await cloudformation.send(
      new DescribeStackResourceCommand({ StackName: "order", LogicalResourceId: "A" }),
    );
    expect(StackResourceDetail).toMatchObject({ PhysicalResourceId: "/order/a", ResourceType: "AWS::SSM::Parameter" });
  });

  test("evaluates conditions, parameters, mappings and rules", async () => {
    await ssm.send(new PutParameterCommand({ Name: "/stored", Type: "String", Value: "from the store" }));
    const template = {
      Parameters: {
        Stage: { Type: "String", AllowedValues: ["dev", "prod"], Default: "dev" },
        Stored: { Type: "AWS::SSM::Parameter::Value<String>", Default: "/stored" },
        List: { Type: "CommaDelimitedList", Default: "a, b" },
        Secret: { Type: "String", NoEcho: true, Default: "hush" },
      },
      Mappings: { Names: { dev: { name: "development" }, prod: { name: "production" } } },
      Conditions: { IsProd: { "Fn::Equals": [{ Ref: "Stage" }, "prod"] } },
      Rules: { R: { Assertions: [{ Assert: { "Fn::Contains": [["dev", "prod"], { Ref: "Stage" }] } }] } },
      Resources: {
        Always: parameter({
          Name: "/conditions/always",
          Value: {
            "Fn::Join": [
              " ",
              [
                { "Fn::FindInMap": ["Names", { Ref: "Stage" }, "name"] },
                { Ref: "Stored" },
                { "Fn::Select": [1, { Ref: "List" }] },
              ],
            ],
          },
          Description: { "Fn::If": ["IsProd", "p", { Ref: "AWS::NoValue" }] },
        }),
        OnlyProd: parameter({ Name: "/conditions/prod", Value: "{{resolve:ssm:/stored}}" }, { Condition: "IsProd" }),
      },
    };
    await create("conditions", template);
    expect(await valueOf("/conditions/always")).toBe("development from the store b");
    await expect(valueOf("/conditions/prod")).rejects.toMatchObject({ name: "ParameterNotFound" });
    expect((await describeOne("conditions")).Parameters).toEqual([
      { ParameterKey: "Stage", ParameterValue: "dev" },
      { ParameterKey: "Stored", ParameterValue: "/stored", ResolvedValue: "from the store" },
      { ParameterKey: "List", ParameterValue: "a, b" },
      { ParameterKey: "Secret", ParameterValue: "****" },
    ]);

    await update("conditions", template, { Parameters: [{ ParameterKey: "Stage", ParameterValue: "prod" }] });
    expect(await valueOf("/conditions/prod")).toBe("from the store");
    await expect(
      update("conditions", template, { Parameters: [{ ParameterKey: "Stage", ParameterValue: "x" }] }),
    ).rejects.toThrow("Parameter 'Stage' must be one of AllowedValues");
    await expect(
      update("conditions", template, { Parameters: [{ ParameterKey: "Nope", ParameterValue: "x" }] }),
    ).rejects.toThrow("Parameters: [Nope] do not exist in the template");
  });

  test("a failure rolls back and is told as AWS tells it", async () => {
    const template = {
      Resources: {
        Good: parameter({ Name: "/rollback/good" }),
        Bad: parameter({ AllowedPattern: "^x$" }, { DependsOn: "Good" }),
      },
    };
    await create("rollback", template);
    const stack = await describeOne("rollback");
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    expect(await eventsOf("rollback")).toEqual([
      "rollback CREATE_IN_PROGRESS User Initiated",
      "Good CREATE_IN_PROGRESS",
      "Good CREATE_IN_PROGRESS Resource creation Initiated",
      "Good CREATE_COMPLETE",
      "Bad CREATE_IN_PROGRESS",
      expect.stringMatching(
        /^Bad CREATE_FAILED Resource handler returned message: ".*allowedPattern.*HandlerErrorCode: InvalidRequest\)$/,
      ),
      "rollback ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad]. Rollback requested by user.",
      "Bad DELETE_IN_PROGRESS",
      "Bad DELETE_COMPLETE",
      "Good DELETE_IN_PROGRESS",
      "Good DELETE_COMPLETE",
      "rollback ROLLBACK_COMPLETE",
    ]);
    await expect(valueOf("/rollback/good")).rejects.toMatchObject({ name: "ParameterNotFound" });
    await expect(update("rollback", template)).rejects.toThrow(
      `Stack:${stack.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
    );
    await destroy("rollback");
  });

  test("DisableRollback keeps what was made, and an update goes on from there; OnFailure DELETE leaves nothing", async () => {
    const bad = {
      Resources: {
        Good: parameter({ Name: "/kept" }),
        Bad: parameter({ AllowedPattern: "^x$" }, { DependsOn: "Good" }),
      },
    };
    await create("kept", bad, { DisableRollback: true });
    expect((await describeOne("kept")).StackStatus).toBe("CREATE_FAILED");
    expect(await valueOf("/kept")).toBe("v");
    await update("kept", { Resources: { ...bad.Resources, Bad: parameter({ Value: "x", AllowedPattern: "^x$" }) } });
    expect((await describeOne("kept")).StackStatus).toBe("UPDATE_COMPLETE");

    const { StackId } = await create("gone", bad, {
      OnFailure: "DELETE",
      TemplateBody: JSON.stringify(bad).replace("/kept", "/kept2"),
    });
    expect((await describeOne(StackId!)).StackStatus).toBe("DELETE_COMPLETE");
  });

  test("an output of an attribute that does not exist rolls back", async () => {
    await create("attribute", {
      Resources: { P: parameter() },
      Outputs: { Bad: { Value: { "Fn::GetAtt": ["P", "Invalid"] } } },
    });
    expect(await eventsOf("attribute")).toContain(
      "attribute ROLLBACK_IN_PROGRESS [Error] /Outputs/Bad/Value/Fn::GetAtt: Resource type AWS::SSM::Parameter does not support attribute {Invalid}. Rollback requested by user.",
    );
  });
});

describe("update", () => {
  test("in place, replacement, addition and removal", async () => {
    await create("update", {
      Resources: {
        Edit: parameter({ Name: "/u/edit" }),
        Replace: parameter({ Name: "/u/old" }),
        Remove: parameter({ Name: "/u/remove" }),
      },
    });
    await update("update", {
      Resources: {
        Edit: parameter({ Name: "/u/edit", Value: { Ref: "Replace" } }),
        Replace: parameter({ Name: "/u/new" }),
        Add: parameter({ Name: "/u/add" }),
      },
    });
    expect((await describeOne("update")).StackStatus).toBe("UPDATE_COMPLETE");
    expect(await valueOf("/u/edit")).toBe("/u/new");
    await expect(valueOf("/u/old")).rejects.toMatchObject({ name: "ParameterNotFound" });
    await expect(valueOf("/u/remove")).rejects.toMatchObject({ name: "ParameterNotFound" });
    const events = await eventsOf("update");
    expect(events.filter((event) => /^(Edit|Replace) /.test(event)).slice(6)).toEqual([
      "Replace UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.",
      "Replace UPDATE_IN_PROGRESS Resource creation Initiated",
      "Replace UPDATE_COMPLETE",
      "Edit UPDATE_IN_PROGRESS",
      "Edit UPDATE_COMPLETE",
      "Replace DELETE_IN_PROGRESS",
      "Replace DELETE_COMPLETE",
    ]);
    expect(events.slice(events.indexOf("update UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"))).toEqual(
      expect.arrayContaining(["Remove DELETE_IN_PROGRESS", "Remove DELETE_COMPLETE", "update UPDATE_COMPLETE"]),
    );
  });

  test("without a change is refused", async () => {
    const template = { Resources: { P: parameter() }, Outputs: { O: { Value: "1" } } };
    await create("same", template);
    await expect(update("same", template)).rejects.toThrow("No updates are to be performed.");
    await update("same", { ...template, Outputs: { O: { Value: "2" } } });
    expect((await describeOne("same")).Outputs).toMatchObject([{ OutputValue: "2" }]);
  });

  test("a failure takes everything back", async () => {
    const before = { Resources: { Edit: parameter({ Name: "/b/edit" }), Replace: parameter({ Name: "/b/old" }) } };
    await create("back", before);
    await update("back", {
      Resources: {
        Edit: parameter({ Name: "/b/edit", Value: "changed" }),
        Replace: parameter({ Name: "/b/new" }),
        Add: parameter({ Name: "/b/add" }),
        Bad: parameter({ AllowedPattern: "^x$" }, { DependsOn: ["Edit", "Replace", "Add"] }),
      },
    });
    expect((await describeOne("back")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await valueOf("/b/edit")).toBe("v");
    expect(await valueOf("/b/old")).toBe("v");
    for (const name of ["/b/new", "/b/add"])
      await expect(valueOf(name)).rejects.toMatchObject({ name: "ParameterNotFound" });
    const events = await eventsOf("back");
    expect(events).toContain("back UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad].");
    expect(events.at(-1)).toBe("back UPDATE_ROLLBACK_COMPLETE");
    const { TemplateBody } = await cloudformation.send(new GetTemplateCommand({ StackName: "back" }));
    expect(JSON.parse(TemplateBody!)).toEqual(before);
    const { StackResources } = await cloudformation.send(new DescribeStackResourcesCommand({ StackName: "back" }));
    expect(StackResources!.map((each) => each.PhysicalResourceId).toSorted()).toEqual(["/b/edit", "/b/old"]);
  });

  test("a failed update in place is taken back, or kept when rollback is disabled and repeated by the next", async () => {
    const name = "/in-place";
    const of = (Value: string, AllowedPattern?: string) => ({
      Resources: { P: parameter({ Name: name, Value, AllowedPattern }) },
    });
    await create("in-place", of("1"));
    await update("in-place", of("2", "^x$"));
    expect((await describeOne("in-place")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
    expect(await eventsOf("in-place")).toContain(
      "in-place UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [P].",
    );
    expect(await valueOf(name)).toBe("1");

    await update("in-place", of("3", "^x$"), { DisableRollback: true });
    expect((await describeOne("in-place")).StackStatus).toBe("UPDATE_FAILED");
    await update("in-place", of("3"));
    expect((await describeOne("in-place")).StackStatus).toBe("UPDATE_COMPLETE");
    expect(await valueOf(name)).toBe("3");
  });

  test("stack tags go to resources and may change alone", async () => {
    const template = { Resources: { P: parameter({ Name: "/tagged", Tags: { own: "1" } }) } };
    await create("tags", template, {
      Tags: [
        { Key: "team", Value: "a" },
        { Key: "own", Value: "no" },
      ],
    });
    await update("tags", template, { Tags: [{ Key: "team", Value: "b" }] });
    expect((await describeOne("tags")).Tags).toEqual([{ Key: "team", Value: "b" }]);
    const events = await eventsOf("tags");
    expect(events).toContain("P UPDATE_COMPLETE");
  });
});

describe("deletion", () => {
  test("is complete in one call; the id still answers", async () => {
    const { StackId } = await create("deleted", {
      Resources: { A: parameter(), B: parameter({ Value: { Ref: "A" } }) },
    });
    await destroy("deleted");
    await expect(describeOne("deleted")).rejects.toThrow("Stack with id deleted does not exist");
    expect((await describeOne(StackId!)).StackStatus).toBe("DELETE_COMPLETE");
    const events = await eventsOf(StackId!);
    expect(events.indexOf("B DELETE_COMPLETE")).toBeLessThan(events.indexOf("A DELETE_IN_PROGRESS"));
    await expect(cloudformation.send(new DescribeStackEventsCommand({ StackName: "deleted" }))).rejects.toThrow(
      "Stack [deleted] does not exist",
    );
    const { StackSummaries } = await cloudformation.send(
      new ListStacksCommand({ StackStatusFilter: ["DELETE_COMPLETE"] }),
    );
    expect(StackSummaries!.map((each) => each.StackId)).toContain(StackId);
    await destroy("never-was");
  });

  test("keeps what is to be retained", async () => {
    const { StackId } = await create("retain", {
      Resources: { P: parameter({ Name: "/retained" }, { DeletionPolicy: "Retain" }) },
    });
    await destroy("retain");
    expect(await valueOf("/retained")).toBe("v");
    expect(await eventsOf(StackId!)).toContain("P DELETE_SKIPPED");
  });

  test("is refused under termination protection", async () => {
    await create("protected", { Resources: { P: parameter() } }, { EnableTerminationProtection: true });
    await expect(destroy("protected")).rejects.toThrow(
      "Stack [protected] cannot be deleted while TerminationProtection is enabled",
    );
    await cloudformation.send(
      new UpdateTerminationProtectionCommand({ StackName: "protected", EnableTerminationProtection: false }),
    );
    await destroy("protected");
  });
});

test("exports are imported, and kept while they are", async () => {
  const exporting = (value: string) => ({
    Resources: { P: parameter() },
    Outputs: { Out: { Value: value, Export: { Name: "shared" } } },
  });
  await create("exporting", exporting("one"));
  await create("importing", {
    Resources: { P: parameter({ Name: "/imported", Value: { "Fn::ImportValue": "shared" } }) },
  });
  expect(await valueOf("/imported")).toBe("one");
  expect((await cloudformation.send(new ListImportsCommand({ ExportName: "shared" }))).Imports).toEqual(["importing"]);
  expect((await cloudformation.send(new ListExportsCommand({}))).Exports).toContainEqual(
    expect.objectContaining({ Name: "shared", Value: "one" }),
  );

  await create("clash", exporting("two"));
  expect(await eventsOf("clash")).toContain(
    "clash ROLLBACK_IN_PROGRESS Export with name shared is already exported by stack exporting. Rollback requested by user.",
  );
  await update("exporting", exporting("two"));
  expect((await describeOne("exporting")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
  await destroy("exporting");
  expect(await describeOne("exporting")).toMatchObject({
    StackStatus: "DELETE_FAILED",
    StackStatusReason: "Export shared cannot be deleted as it is in use by importing",
  });
  await destroy("importing");
  await destroy("exporting");
  await expect(describeOne("exporting")).rejects.toThrow();
});

test("an import of nothing fails the resource", async () => {
  await create("no-export", { Resources: { P: parameter({ Value: { "Fn::ImportValue": "missing" } }) } });
  expect((await eventsOf("no-export")).find((event) => event.startsWith("P CREATE_FAILED"))).toContain(
    "No export named missing found",
  );
});

test("events come in pages", async () => {
  const Resources = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`P${index}`, parameter()]));
  await create("pages", { Resources });
  const first = await cloudformation.send(new DescribeStackEventsCommand({ StackName: "pages" }));
  expect(first.StackEvents).toHaveLength(100);
  const second = await cloudformation.send(
    new DescribeStackEventsCommand({ StackName: "pages", NextToken: first.NextToken! }),
  );
  expect(second.StackEvents).toHaveLength(22);
  expect(second.NextToken).toBeUndefined();
});

test("GetTemplate, GetTemplateSummary and ValidateTemplate", async () => {
  const yaml =
    "Description: short\nParameters:\n  P:\n    Type: String\n    Default: x\nResources:\n  R:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value: !Ref P\n";
  await create("yaml", {}, { TemplateBody: yaml });
  expect(
    (await cloudformation.send(new GetTemplateCommand({ StackName: "yaml", TemplateStage: "Original" }))).TemplateBody,
  ).toBe(yaml);
  expect(await cloudformation.send(new GetTemplateSummaryCommand({ StackName: "yaml" }))).toMatchObject({
    Description: "short",
    ResourceTypes: ["AWS::SSM::Parameter"],
    Parameters: [{ ParameterKey: "P", ParameterType: "String", DefaultValue: "x" }],
  });
  expect(await cloudformation.send(new ValidateTemplateCommand({ TemplateBody: yaml }))).toMatchObject({
    Parameters: [{ ParameterKey: "P", DefaultValue: "x", NoEcho: false }],
  });
});
