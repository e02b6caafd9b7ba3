import { GetTemplateCommand, ListStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";
import { parameter, StackUser } from "./stack-user.ts";
import { expandLoops } from "./template/for-each.ts";

let sandbox: TestSandbox;
let user: StackUser;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  user = new StackUser(sandbox);
});
afterAll(() => sandbox.stop());

// Cases after https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach-example-resource.html (November 2026)
describe("Fn::ForEach", () => {
  const Transform = "AWS::LanguageExtensions";

  test("writes resources and outputs out, over a parameter and with cleaned names", async () => {
    const template = {
      Transform,
      Parameters: { Names: { Type: "CommaDelimitedList", Default: "x" } },
      Resources: {
        "Fn::ForEach::Loop": [
          "Name",
          { Ref: "Names" },
          { "P&{Name}": parameter({ Name: { "Fn::Sub": "/loop/${Name}" }, Value: { Ref: "Name" } }) },
        ],
      },
      Outputs: {
        "Fn::ForEach::Outputs": ["Name", ["a.1"], { "Out&{Name}": { Value: { "Fn::GetAtt": ["P&{Name}", "Value"] } } }],
      },
    };
    await user.create("loops", template, {
      Parameters: [{ ParameterKey: "Names", ParameterValue: "a.1, b" }],
      Capabilities: ["CAPABILITY_AUTO_EXPAND"],
    });

    expect((await user.describeOne("loops")).Outputs).toEqual([{ OutputKey: "Outa1", OutputValue: "a.1" }]);
    const { StackResourceSummaries } = await user.cloudformation.send(
      new ListStackResourcesCommand({ StackName: "loops" }),
    );
    expect(StackResourceSummaries!.map(({ LogicalResourceId }) => LogicalResourceId).toSorted()).toEqual(["Pa1", "Pb"]);
    const get = async (TemplateStage: "Original" | "Processed") =>
      JSON.parse(
        (await user.cloudformation.send(new GetTemplateCommand({ StackName: "loops", TemplateStage }))).TemplateBody!,
      ) as { Resources: object };
    expect(Object.keys((await get("Original")).Resources)).toEqual(["Fn::ForEach::Loop"]);
    expect(Object.keys((await get("Processed")).Resources)).toEqual(["Pa1", "Pb"]);
  });

  test("needs the caller's word, except in a change set", async () => {
    await expect(user.create("unasked", { Transform, Resources: { P: parameter() } })).rejects.toMatchObject({
      name: "InsufficientCapabilitiesException",
      message: "Requires capabilities : [CAPABILITY_AUTO_EXPAND]",
    });
  });

  test("nests, and runs inside properties and over mappings", () => {
    const template = {
      Mappings: { M: { k: { list: ["1", "2"] } } },
      Resources: {
        "Fn::ForEach::Outer": [
          "A",
          ["x", "y"],
          {
            "Fn::ForEach::Inner": [
              "B",
              { "Fn::FindInMap": ["M", "k", "list"] },
              {
                "R${A}${B}": { Properties: { "Fn::ForEach::Properties": ["C", ["p"], { "${C}${B}": { Ref: "A" } }] } },
              },
            ],
          },
        ],
      },
    };

    expect(expandLoops(template, {}).Resources).toEqual({
      Rx1: { Properties: { p1: "x" } },
      Rx2: { Properties: { p2: "x" } },
      Ry1: { Properties: { p1: "y" } },
      Ry2: { Properties: { p2: "y" } },
    });
  });

  test("is no name of a resource without the transform", async () => {
    await expect(
      user.create("none", { Resources: { "Fn::ForEach::L": ["N", ["a"], { "P${N}": parameter() }] } }),
    ).rejects.toThrow("Template format error: Resource name Fn::ForEach::L is non alphanumeric.");
  });
});

test("secure dynamic references are refused in AWS's words", async () => {
  await expect(
    user.create("secure", { Resources: { P: parameter({ Value: "{{resolve:ssm-secure:/x:1}}" }) } }),
  ).rejects.toMatchObject({
    name: "ValidationError",
    message: "SSM Secure reference is not supported in: [AWS::SSM::Parameter/Properties/Value]",
  });
});
