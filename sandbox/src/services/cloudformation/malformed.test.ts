import { CloudFormationClient, CreateChangeSetCommand } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

const TEMPLATE = {
  Description: "d",
  Transform: "AWS::LanguageExtensions",
  Parameters: {
    P: { Type: "String", Default: "x", AllowedValues: ["x"], AllowedPattern: "x+" },
    N: { Type: "Number", Default: 1, MinValue: 0 },
    L: { Type: "CommaDelimitedList", Default: "a,b" },
  },
  Mappings: { M: { a: { b: "c" } } },
  Conditions: {
    C: { "Fn::And": [{ "Fn::Equals": [{ Ref: "P" }, "x"] }, { "Fn::Not": [{ "Fn::Equals": ["a", "b"] }] }] },
    D: { Condition: "C" },
  },
  Rules: {
    R: {
      RuleCondition: { "Fn::Equals": [{ Ref: "P" }, "x"] },
      Assertions: [{ Assert: { "Fn::Contains": [["x"], { Ref: "P" }] } }],
    },
  },
  Resources: {
    A: {
      Type: "AWS::SSM::Parameter",
      Condition: "C",
      DeletionPolicy: "Retain",
      DependsOn: ["B"],
      Properties: {
        Type: "String",
        Value: {
          "Fn::Join": [
            "-",
            [{ Ref: "B" }, { "Fn::GetAtt": ["B", "Value"] }, { "Fn::Sub": ["${x}${B.Type}", { x: { Ref: "P" } }] }],
          ],
        },
        Tags: { a: "b" },
      },
    },
    B: {
      Type: "AWS::SSM::Parameter",
      Properties: {
        Type: "String",
        Value: { "Fn::Select": [0, { "Fn::Split": [",", { "Fn::FindInMap": ["M", "a", "b"] }] }] },
        Description: { "Fn::If": ["D", "x", { Ref: "AWS::NoValue" }] },
      },
    },
    S: {
      Type: "AWS::S3::Bucket",
      Properties: { LifecycleConfiguration: { Rules: [{ Status: "Enabled", ExpirationInDays: 1 }] } },
    },
  },
  Outputs: { O: { Value: { Ref: "A" }, Condition: "C", Export: { Name: { "Fn::Sub": "${AWS::StackName}-x" } } } },
};

const ODD = [
  null,
  "",
  1,
  true,
  [],
  {},
  [[]],
  ["a"],
  { Ref: 1 },
  { "Fn::GetAtt": 5 },
  { "Fn::Sub": 7 },
  { "Fn::If": "x" },
  { "Fn::Join": {} },
  { "Fn::Select": "x" },
  { "Fn::Nope": 1 },
  { "Fn::FindInMap": [1] },
  { "Fn::Cidr": ["x"] },
  { "Fn::Length": "x" },
  { Ref: "AWS::NoValue" },
];

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    ...(path.length ? [path] : []),
    ...Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key])),
  ];
}

function replacedAt([key, ...rest]: string[], value: unknown, by: unknown): unknown {
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  copy[key!] = rest.length ? replacedAt(rest, copy[key!], by) : by;
  return copy;
}

test("whatever stands in the place of a part of a template, the answer is not a fault of the sandbox", async () => {
  const cloudformation = new CloudFormationClient(sandbox.client());
  const answers = new Set<string>();
  let stacks = 0;
  const paths = pathsOf(TEMPLATE);
  for (const [index, path] of paths.entries())
    // Each place gets a third of the odd values, which ones depends on the place.
    for (const odd of ODD.filter((_, position) => (position + index) % 3 === 0)) {
      const TemplateBody = JSON.stringify(replacedAt(path, TEMPLATE, odd));
      const answer = await cloudformation
        .send(
          new CreateChangeSetCommand({
            StackName: `s${stacks++}`,
            ChangeSetName: "c",
            ChangeSetType: "CREATE",
            TemplateBody,
          }),
        )
        .then(
          () => "ok",
          (error: Error) => error.name,
        );
      expect(answer, `${path.join("/")} = ${JSON.stringify(odd)}`).not.toBe("InternalFailure");
      answers.add(answer);
    }
  expect([...answers].toSorted()).toEqual(["NotEmulated", "ValidationError", "ok"]);
});
