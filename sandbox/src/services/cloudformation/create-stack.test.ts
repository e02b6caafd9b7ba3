import {
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  ListStackResourcesCommand,
} from "@aws-sdk/client-cloudformation";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
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

describe("creation", () => {
  test("makes resources in order, with outputs and AWS's events", async () => {
    const { StackId } = await user.create("order", {
      Description: "two",
      Resources: { B: parameter({ Value: { Ref: "A" } }), A: parameter({ Name: "/order/a" }) },
      Outputs: {
        Name: { Value: { Ref: "B" }, Description: "of B" },
        Value: { Value: { "Fn::GetAtt": ["B", "Value"] } },
      },
    });
    const stack = await user.describeOne("order");
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
    expect(await user.eventsOf("order")).toEqual([
      "order CREATE_IN_PROGRESS User Initiated",
      "A CREATE_IN_PROGRESS",
      "A CREATE_IN_PROGRESS Resource creation Initiated",
      "A CREATE_COMPLETE",
      "B CREATE_IN_PROGRESS",
      "B CREATE_IN_PROGRESS Resource creation Initiated",
      "B CREATE_COMPLETE",
      "order CREATE_COMPLETE",
    ]);
    const [a, b] = (await user.cloudformation.send(new DescribeStackResourcesCommand({ StackName: "order" })))
      .StackResources!;
    expect([a!.PhysicalResourceId, b!.PhysicalResourceId]).toEqual([
      "/order/a",
      expect.stringMatching(/^order-B-[A-Z0-9]{12}$/),
    ]);
    expect(await user.valueOf(b!.PhysicalResourceId!)).toBe("/order/a");
    const { StackResourceSummaries } = await user.cloudformation.send(
      new ListStackResourcesCommand({ StackName: "order" }),
    );
    expect(StackResourceSummaries!.map((each) => each.ResourceStatus)).toEqual(["CREATE_COMPLETE", "CREATE_COMPLETE"]);
    const { StackResourceDetail } = await user.cloudformation.send(
      new DescribeStackResourceCommand({ StackName: "order", LogicalResourceId: "A" }),
    );
    expect(StackResourceDetail).toMatchObject({ PhysicalResourceId: "/order/a", ResourceType: "AWS::SSM::Parameter" });
  });

  test("evaluates conditions, parameters, mappings and rules", async () => {
    await user.ssm.send(new PutParameterCommand({ Name: "/stored", Type: "String", Value: "from the store" }));
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
    await user.create("conditions", template);
    expect(await user.valueOf("/conditions/always")).toBe("development from the store b");
    await expect(user.valueOf("/conditions/prod")).rejects.toMatchObject({ name: "ParameterNotFound" });
    expect((await user.describeOne("conditions")).Parameters).toEqual([
      { ParameterKey: "Stage", ParameterValue: "dev" },
      { ParameterKey: "Stored", ParameterValue: "/stored", ResolvedValue: "from the store" },
      { ParameterKey: "List", ParameterValue: "a, b" },
      { ParameterKey: "Secret", ParameterValue: "****" },
    ]);

    await user.update("conditions", template, { Parameters: [{ ParameterKey: "Stage", ParameterValue: "prod" }] });
    expect(await user.valueOf("/conditions/prod")).toBe("from the store");
    await expect(
      user.update("conditions", template, { Parameters: [{ ParameterKey: "Stage", UsePreviousValue: true }] }),
    ).rejects.toThrow("No updates are to be performed.");
    await expect(
      user.update("conditions", template, { Parameters: [{ ParameterKey: "Stage", ParameterValue: "x" }] }),
    ).rejects.toThrow("Parameter 'Stage' must be one of AllowedValues");
    await expect(
      user.update("conditions", template, { Parameters: [{ ParameterKey: "Nope", ParameterValue: "x" }] }),
    ).rejects.toThrow("Parameters: [Nope] do not exist in the template");
  });

  test("a failure rolls back and is told as AWS tells it", async () => {
    const template = {
      Resources: {
        Good: parameter({ Name: "/rollback/good" }),
        Bad: parameter({ AllowedPattern: "^x$" }, { DependsOn: "Good" }),
      },
    };
    await user.create("rollback", template);
    const stack = await user.describeOne("rollback");
    expect(stack.StackStatus).toBe("ROLLBACK_COMPLETE");
    expect(await user.eventsOf("rollback")).toEqual([
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
    await expect(user.valueOf("/rollback/good")).rejects.toMatchObject({ name: "ParameterNotFound" });
    await expect(user.update("rollback", template)).rejects.toThrow(
      `Stack:${stack.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
    );
    await user.destroy("rollback");
  });

  test("DisableRollback keeps what was made, and an update goes on from there; OnFailure DELETE leaves nothing", async () => {
    const bad = {
      Resources: {
        Good: parameter({ Name: "/kept" }),
        Bad: parameter({ AllowedPattern: "^x$" }, { DependsOn: "Good" }),
      },
    };
    await user.create("kept", bad, { DisableRollback: true });
    expect((await user.describeOne("kept")).StackStatus).toBe("CREATE_FAILED");
    expect(await user.valueOf("/kept")).toBe("v");
    await user.update("kept", {
      Resources: { ...bad.Resources, Bad: parameter({ Value: "x", AllowedPattern: "^x$" }) },
    });
    expect((await user.describeOne("kept")).StackStatus).toBe("UPDATE_COMPLETE");

    const { StackId } = await user.create("gone", bad, {
      OnFailure: "DELETE",
      TemplateBody: JSON.stringify(bad).replace("/kept", "/kept2"),
    });
    expect((await user.describeOne(StackId!)).StackStatus).toBe("DELETE_COMPLETE");
  });

  test("an output of an attribute that does not exist rolls back", async () => {
    await user.create("attribute", {
      Resources: { P: parameter() },
      Outputs: { Bad: { Value: { "Fn::GetAtt": ["P", "Invalid"] } } },
    });
    expect(await user.eventsOf("attribute")).toContain(
      "attribute ROLLBACK_IN_PROGRESS [Error] /Outputs/Bad/Value/Fn::GetAtt: Resource type AWS::SSM::Parameter does not support attribute {Invalid}. Rollback requested by user.",
    );
  });
});
