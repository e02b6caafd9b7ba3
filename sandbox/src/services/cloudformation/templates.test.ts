import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let cloudformation: CloudFormationClient;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  cloudformation = new CloudFormationClient(sandbox.client());
});
afterAll(() => sandbox.stop());

const create = (template: object, StackName = "checked") =>
  cloudformation.send(new CreateStackCommand({ StackName, TemplateBody: JSON.stringify(template) }));
const parameter = (properties: object = {}) => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Type: "String", Value: "v", ...properties },
});
const P = parameter();

describe("a wrong template is refused with AWS's words, before anything is created", () => {
  // Messages recorded on AWS, except where marked.
  test.each<[string, object, string]>([
    ["no resources", {}, "Template format error: At least one Resources member must be defined."],
    [
      "a resource that is no map",
      { Resources: { A: "x" } },
      "Template format error: Any Resources member must be an object.",
    ],
    [
      "a resource without a type",
      { Resources: { A: { Properties: {} } } },
      "Template format error: [/Resources/A] Every Resources object must contain a Type member.",
    ],
    [
      "an unknown member of a resource",
      { Resources: { A: { ...P, Invalid: "x" } } },
      "Invalid template resource property 'Invalid'",
    ],
    [
      "a resource name",
      { Resources: { "my-bad-id": P } },
      "Template format error: Resource name my-bad-id is non alphanumeric.",
    ],
    [
      "a parameter name",
      { Parameters: { "AWS::NoValue": { Type: "String" } }, Resources: { P } },
      "Template format error: Parameter name AWS::NoValue is non alphanumeric.",
    ],
    [
      "null",
      { Resources: { P }, Outputs: { MyOutput: { Value: null } } },
      "[/Outputs/MyOutput/Value] 'null' values are not allowed in templates",
    ],
    [
      "an output without a value",
      { Resources: { P }, Outputs: { O: {} } },
      "Template format error: Every Outputs member must contain a Value object",
    ],
    [
      "an unresolved Ref",
      { Resources: { A: parameter({ Value: { Ref: "MyTopic" } }) } },
      "Template format error: Unresolved resource dependencies [MyTopic] in the Resources block of the template",
    ],
    [
      "an unresolved output",
      { Resources: { P }, Outputs: { O: { Value: { Ref: "MyTopic" } } } },
      "Unresolved resource dependencies [MyTopic] in the Outputs block of the template",
    ],
    [
      "an unknown condition",
      { Resources: { A: parameter({ Value: { "Fn::If": ["MissingCondition", "a", "b"] } }) } },
      "Template error: unresolved condition dependency MissingCondition in Fn::If",
    ],
    [
      "a mapping that is no map",
      { Mappings: { A: { b: "x" } }, Resources: { P } },
      "Template format error: Every Mappings member A must be a map",
    ],
    [
      "a mapping too deep",
      { Mappings: { A: { b: { c: { d: 1 } } } }, Resources: { P } },
      "Template format error: Every Mappings attribute must be a String or a List.",
    ],
    [
      "an unknown mapping",
      {
        Mappings: { M: { A: { S: "x" } } },
        Resources: { A: parameter({ Value: { "Fn::FindInMap": ["M", "A", "NotValid"] } }) },
      },
      "Template error: Unable to get mapping for M::A::NotValid",
    ],
    [
      "Fn::Equals of one",
      { Conditions: { C: { "Fn::Equals": ["a"] } }, Resources: { P } },
      "Template error: every Fn::Equals object requires a list of 2 string parameters.",
    ],
    [
      "a missing parameter",
      { Parameters: { Input: { Type: "String" } }, Resources: { P } },
      "Parameters: [Input] must have values",
    ],
    [
      "text for a number",
      { Parameters: { Value: { Type: "Number", Default: "x" } }, Resources: { P } },
      "Parameter 'Value' must be a number.",
    ],
    // From AWS's documentation and reports, not recorded.
    [
      "an unknown type",
      { Resources: { A: { Type: "AWS::SSM::Nope" } } },
      "Template format error: Unrecognized resource types: [AWS::SSM::Nope]",
    ],
    [
      "a cycle",
      { Resources: { A: parameter({ Value: { Ref: "B" } }), B: parameter({ Value: { Ref: "A" } }) } },
      "Circular dependency between resources: [A, B]",
    ],
    [
      "an unknown property",
      { Resources: { A: parameter({ Nope: 1 }) } },
      "Properties validation failed for resource A with message:\n#: extraneous key [Nope] is not permitted",
    ],
    [
      "a missing property",
      { Resources: { A: { Type: "AWS::SSM::Parameter", Properties: { Value: "x" } } } },
      "Properties validation failed for resource A with message:\n#: required key [Type] not found",
    ],
    [
      "a resource that its condition removes",
      {
        Conditions: { No: { "Fn::Equals": ["a", "b"] } },
        Resources: { A: parameter({ Value: { Ref: "B" } }), B: { ...P, Condition: "No" } },
      },
      "Template format error: Unresolved resource dependencies [B] in the Resources block of the template",
    ],
    [
      "a failed rule",
      {
        Rules: { R: { Assertions: [{ Assert: { "Fn::Equals": ["a", "b"] }, AssertDescription: "a is not b" }] } },
        Resources: { P },
      },
      "Template constraint validation failed: a is not b",
    ],
  ])("%s", async (_name, template, message) => {
    await expect(create(template)).rejects.toMatchObject({ name: "ValidationError", message });
    await expect(cloudformation.send(new DescribeStacksCommand({ StackName: "checked" }))).rejects.toThrow(
      "Stack with id checked does not exist",
    );
  });
});

describe("what is not emulated is refused with its logical id, before anything is created", () => {
  test.each<[string, object, string]>([
    [
      "a type",
      { Resources: { P, Vm: { Type: "AWS::EC2::Instance" } } },
      "the resource type AWS::EC2::Instance (resource Vm)",
    ],
    [
      "a property",
      { Resources: { A: parameter({ Policies: "[]" }) } },
      "the property Policies of AWS::SSM::Parameter (resource A)",
    ],
    [
      "the CloudFront invalidation of a bucket deployment",
      {
        Resources: {
          C: { Type: "Custom::CDKBucketDeployment", Properties: { ServiceToken: "x", DistributionId: "d" } },
        },
      },
      "the CloudFront invalidation (DistributionId), of Custom::CDKBucketDeployment (resource C)",
    ],
    [
      "a wait condition",
      { Resources: { C: { Type: "AWS::CloudFormation::WaitCondition", Properties: {} } } },
      "the resource type AWS::CloudFormation::WaitCondition (resource C)",
    ],
    [
      "a topic as service token",
      {
        Resources: {
          C: { Type: "Custom::Thing", Properties: { ServiceToken: "arn:aws:sns:us-east-1:000000000000:t" } },
        },
      },
      "custom resources with an SNS topic as ServiceToken, of Custom::Thing (resource C)",
    ],
    [
      "a transform",
      { Transform: "AWS::Serverless-2016-10-31", Resources: { P } },
      'the transform "AWS::Serverless-2016-10-31"',
    ],
    [
      "a snapshot",
      { Resources: { A: { ...P, DeletionPolicy: "Snapshot" } } },
      "DeletionPolicy Snapshot of AWS::SSM::Parameter (resource A)",
    ],
    [
      "a secret",
      { Resources: { A: parameter({ Value: "{{resolve:secretsmanager:x}}" }) } },
      "the dynamic reference {{resolve:secretsmanager:x}} in AWS::SSM::Parameter (resource A)",
    ],
  ])("%s", async (_name, template, what) => {
    await expect(create(template)).rejects.toMatchObject({
      name: "NotEmulated",
      message: expect.stringContaining(`The sandbox does not emulate ${what}`),
      $metadata: { httpStatusCode: 501 },
    });
    await expect(cloudformation.send(new DescribeStacksCommand({ StackName: "checked" }))).rejects.toThrow();
  });
});

test("IAM resources need capabilities", async () => {
  const role = (properties: object) => ({
    Resources: {
      R: {
        Type: "AWS::IAM::Role",
        Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] }, ...properties },
      },
    },
  });
  await expect(create(role({}))).rejects.toMatchObject({
    name: "InsufficientCapabilitiesException",
    message: "Requires capabilities : [CAPABILITY_IAM]",
  });
  await expect(create(role({ RoleName: "named" }))).rejects.toThrow("Requires capabilities : [CAPABILITY_NAMED_IAM]");
});

test("names that do not exist or are not allowed, each operation in its own words", async () => {
  await expect(cloudformation.send(new DescribeStacksCommand({ StackName: "nope" }))).rejects.toThrow(
    "Stack with id nope does not exist",
  );
  await expect(cloudformation.send(new DescribeStackEventsCommand({ StackName: "nope" }))).rejects.toThrow(
    "Stack [nope] does not exist",
  );
  await expect(
    cloudformation.send(new DescribeStackResourceCommand({ StackName: "nope", LogicalResourceId: "A" })),
  ).rejects.toThrow("Stack 'nope' does not exist");
  await expect(create({ Resources: { P } }, "*@da591fa3_$")).rejects.toThrow(
    "1 validation error detected: Value '*@da591fa3_$' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*",
  );
  await create({ Resources: { P } }, "twice");
  await expect(create({ Resources: { P } }, "twice")).rejects.toMatchObject({
    name: "AlreadyExistsException",
    message: "Stack [twice] already exists",
  });
});
