import { expect, test } from "vitest";
import { statementsOf, without } from "./statements.ts";
import type { Synthesised } from "./synthesise.ts";

const allow = (Action: string) => ({ Effect: "Allow", Action, Resource: "*" });
const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } };

const template = {
  Resources: {
    Role: {
      Type: "AWS::IAM::Role",
      Metadata: { "aws:cdk:path": "app/Function/Role/Resource" },
      Properties: {
        AssumeRolePolicyDocument: { Statement: [trust] },
        Policies: [{ PolicyName: "a", PolicyDocument: { Statement: allow("s3:GetObject") } }],
      },
    },
    Policy: {
      Type: "AWS::IAM::Policy",
      Properties: { PolicyDocument: { Statement: [allow("sqs:SendMessage"), allow("sns:Publish")] } },
    },
    Managed: {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: { PolicyDocument: { Statement: [{ ...allow("iam:*"), Effect: "Deny" }] } },
    },
    Permission: {
      Type: "AWS::Lambda::Permission",
      Properties: { Principal: "s3.amazonaws.com", Action: "lambda:InvokeFunction" },
    },
    Table: {
      Type: "AWS::DynamoDB::Table",
      Properties: { TableName: "t", ResourcePolicy: { PolicyDocument: { Statement: [allow("dynamodb:GetItem")] } } },
    },
    LogPolicy: { Type: "AWS::Logs::ResourcePolicy", Properties: { PolicyDocument: '{"Statement":[]}' } },
    "Fn::ForEach::Loop": [
      "Name",
      ["a", "b"],
      {
        "Bucket${Name}": {
          Type: "AWS::S3::BucketPolicy",
          Properties: { PolicyDocument: { Statement: [allow("s3:*")] } },
        },
      },
    ],
    Last: {
      Type: "AWS::SSM::Parameter",
      DependsOn: ["Permission", "Policy"],
      Properties: { Value: { Ref: "Managed" } },
    },
  },
};
const nested = {
  Resources: { Inner: { Type: "AWS::IAM::Policy", Properties: { PolicyDocument: { Statement: [allow("ssm:*")] } } } },
};
const app: Synthesised = {
  name: "app",
  template,
  assets: [{ key: "nested.json", body: JSON.stringify(nested), template: nested }],
  needs: [],
};

test("statementsOf finds every statement, in loops and nested stacks too", () => {
  expect(statementsOf(app).map(({ name, effect, text }) => `${name} ${effect} ${text}`)).toEqual([
    "Function/Role#trust Allow sts:AssumeRole",
    "Function/Role#0 Allow s3:GetObject",
    "Policy#0 Allow sqs:SendMessage",
    "Policy#1 Allow sns:Publish",
    "Managed#0 Deny iam:*",
    'Permission Allow "s3.amazonaws.com" lambda:InvokeFunction',
    "Table#0 Allow dynamodb:GetItem",
    "LogPolicy Allow AWS::Logs::ResourcePolicy",
    "Bucket${Name}#0 Allow s3:*",
    "Inner#0 Allow ssm:*",
  ]);
});

test("without takes away one statement, and leaves a template that can be deployed", () => {
  const resources = (name: string) => without(name, app).template["Resources"];

  expect(resources("Function/Role#0").Role.Properties.Policies).toEqual([]);
  expect(resources("Policy#0").Policy.Properties.PolicyDocument.Statement).toEqual([allow("sns:Publish")]);
  expect(resources("Permission").Permission).toBeUndefined();
  expect(resources("Table#0").Table.Properties).toEqual({ TableName: "t" });
  expect(resources("LogPolicy").LogPolicy).toBeUndefined();
  expect(resources("Permission").Last.DependsOn).toEqual(["Policy"]);
  expect(resources("Bucket${Name}#0")["Fn::ForEach::Loop"][2]).toEqual({});
  // Somebody refers to it, and a role needs some trust.
  expect(resources("Managed#0").Managed.Properties.PolicyDocument.Statement).toEqual([allow("sts:GetCallerIdentity")]);
  expect(resources("Function/Role#trust").Role.Properties.AssumeRolePolicyDocument.Statement).toEqual([
    { ...trust, Principal: { Service: "polly.amazonaws.com" } },
  ]);
  expect(JSON.parse(String(without("Inner#0", app).assets[0]!.body)).Resources).toEqual({});
  expect(without("Inner#0", app).template).toEqual(template);
});
