import {
  DescribeStackEventsCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListExportsCommand,
  ListImportsCommand,
  ListStacksCommand,
  UpdateTerminationProtectionCommand,
  ValidateTemplateCommand,
} from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { parameter, StackUser } from "./stack-user.ts";

let sandbox: TestSandbox;
let user: StackUser;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StackUser(sandbox);
});
afterAll(() => sandbox.stop());

describe("deletion", () => {
  test("is complete in one call; the id still answers", async () => {
    const { StackId } = await user.create("deleted", {
      Resources: { A: parameter(), B: parameter({ Value: { Ref: "A" } }) },
    });
    await user.destroy("deleted");
    await expect(user.describeOne("deleted")).rejects.toThrow("Stack with id deleted does not exist");
    expect((await user.describeOne(StackId!)).StackStatus).toBe("DELETE_COMPLETE");
    const events = await user.eventsOf(StackId!);
    expect(events.indexOf("B DELETE_COMPLETE")).toBeLessThan(events.indexOf("A DELETE_IN_PROGRESS"));
    await expect(user.cloudformation.send(new DescribeStackEventsCommand({ StackName: "deleted" }))).rejects.toThrow(
      "Stack [deleted] does not exist",
    );
    const { StackSummaries } = await user.cloudformation.send(
      new ListStacksCommand({ StackStatusFilter: ["DELETE_COMPLETE"] }),
    );
    expect(StackSummaries!.map((each) => each.StackId)).toContain(StackId);
    await user.destroy("never-was");
  });

  test("keeps what is to be retained", async () => {
    const { StackId } = await user.create("retain", {
      Resources: { P: parameter({ Name: "/retained" }, { DeletionPolicy: "Retain" }) },
    });
    await user.destroy("retain");
    expect(await user.valueOf("/retained")).toBe("v");
    expect(await user.eventsOf(StackId!)).toContain("P DELETE_SKIPPED");
  });

  test("is refused under termination protection", async () => {
    await user.create("protected", { Resources: { P: parameter() } }, { EnableTerminationProtection: true });
    await expect(user.destroy("protected")).rejects.toThrow(
      "Stack [protected] cannot be deleted while TerminationProtection is enabled",
    );
    await user.cloudformation.send(
      new UpdateTerminationProtectionCommand({ StackName: "protected", EnableTerminationProtection: false }),
    );
    await user.destroy("protected");
  });
});

test("exports are imported, and kept while they are", async () => {
  const exporting = (value: string) => ({
    Resources: { P: parameter() },
    Outputs: { Out: { Value: value, Export: { Name: "shared" } } },
  });
  await user.create("exporting", exporting("one"));
  await user.create("importing", {
    Resources: { P: parameter({ Name: "/imported", Value: { "Fn::ImportValue": "shared" } }) },
  });
  expect(await user.valueOf("/imported")).toBe("one");
  expect((await user.cloudformation.send(new ListImportsCommand({ ExportName: "shared" }))).Imports).toEqual([
    "importing",
  ]);
  expect((await user.cloudformation.send(new ListExportsCommand({}))).Exports).toContainEqual(
    expect.objectContaining({ Name: "shared", Value: "one" }),
  );

  await user.create("clash", exporting("two"));
  expect(await user.eventsOf("clash")).toContain(
    "clash ROLLBACK_IN_PROGRESS Export with name shared is already exported by stack exporting. Rollback requested by user.",
  );
  await user.update("exporting", exporting("two"));
  expect((await user.describeOne("exporting")).StackStatus).toBe("UPDATE_ROLLBACK_COMPLETE");
  await user.destroy("exporting");
  expect(await user.describeOne("exporting")).toMatchObject({
    StackStatus: "UPDATE_ROLLBACK_COMPLETE",
    StackStatusReason: "Export shared cannot be deleted as it is in use by importing",
  });
  await user.destroy("importing");
  await user.destroy("exporting");
  await expect(user.describeOne("exporting")).rejects.toThrow();
});

test("an import of nothing fails the resource", async () => {
  await user.create("no-export", { Resources: { P: parameter({ Value: { "Fn::ImportValue": "missing" } }) } });
  expect((await user.eventsOf("no-export")).find((event) => event.startsWith("P CREATE_FAILED"))).toContain(
    "No export named missing found",
  );
});

test("events come in pages", async () => {
  const Resources = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`P${index}`, parameter()]));
  await user.create("pages", { Resources });
  const first = await user.cloudformation.send(new DescribeStackEventsCommand({ StackName: "pages" }));
  expect(first.StackEvents).toHaveLength(100);
  const second = await user.cloudformation.send(
    new DescribeStackEventsCommand({ StackName: "pages", NextToken: first.NextToken! }),
  );
  expect(second.StackEvents).toHaveLength(22);
  expect(second.NextToken).toBeUndefined();
});

test("GetTemplate, GetTemplateSummary and ValidateTemplate", async () => {
  const yaml =
    "Description: short\nParameters:\n  P:\n    Type: String\n    Default: x\nResources:\n  R:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Type: String\n      Value: !Ref P\n";
  await user.create("yaml", {}, { TemplateBody: yaml });
  expect(
    (await user.cloudformation.send(new GetTemplateCommand({ StackName: "yaml", TemplateStage: "Original" })))
      .TemplateBody,
  ).toBe(yaml);
  expect(await user.cloudformation.send(new GetTemplateSummaryCommand({ StackName: "yaml" }))).toMatchObject({
    Description: "short",
    ResourceTypes: ["AWS::SSM::Parameter"],
    Parameters: [{ ParameterKey: "P", ParameterType: "String", DefaultValue: "x" }],
  });
  expect(await user.cloudformation.send(new ValidateTemplateCommand({ TemplateBody: yaml }))).toMatchObject({
    Parameters: [{ ParameterKey: "P", DefaultValue: "x", NoEcho: false }],
  });
});
