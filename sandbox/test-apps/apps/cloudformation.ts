/** What is CloudFormation's own: nested stacks, exports, references, functions of the template language, retention. */
import { deepEqual, equal, match } from "node:assert/strict";
import {
  CfnCondition,
  CfnMapping,
  CfnOutput,
  CfnParameter,
  CfnResource,
  CfnDeletionPolicy,
  Fn,
  NestedStack,
  RemovalPolicy,
} from "aws-cdk-lib";
import { CfnInclude } from "aws-cdk-lib/cloudformation-include";
import * as iam from "aws-cdk-lib/aws-iam";
import * as ssm from "aws-cdk-lib/aws-ssm";
import { CloudFormationClient, ListStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { fileURLToPath } from "node:url";
import type { TestApps } from "../test-app.ts";
import { allow, CALLER, echo, inline, output, table } from "./shorthand.ts";

const parameter = (Value: object | string, more: object = {}) => ({
  Type: "AWS::SSM::Parameter",
  Properties: { Type: "String", Value, ...more },
});

export const cloudformationApps: TestApps = {
  "nested-stack": {
    build(stack, version) {
      const nested = new NestedStack(stack, "Nested");
      const inner = new ssm.StringParameter(nested, "Inner", { stringValue: `v${version}` });
      const fn = inline(nested, "Function", CALLER);
      inner.grantRead(fn);
      output(stack, "Name", inner.parameterName);
      output(stack, "Function", fn.functionName);
    },
    async behaves({ output, through }, version) {
      const input = { Name: output("Name") };
      equal((await through(output("Function"), "ssm", "GetParameter", input)).Parameter.Value, `v${version}`);
    },
  },

  "exports-and-imports": {
    build(stack, version) {
      const exporting = new NestedStack(stack, "Exporting");
      const shared = new ssm.StringParameter(exporting, "Shared", { stringValue: `v${version}` });
      new CfnOutput(exporting, "Name", { value: shared.parameterName, exportName: "test-apps-shared" });
      const importing = new NestedStack(stack, "Importing");
      importing.addStackDependency(exporting);
      const fn = inline(importing, "Function", CALLER, {
        environment: { NAME: Fn.importValue("test-apps-shared"), VERSION: String(version) },
      });
      fn.addToRolePolicy(
        allow(
          ["ssm:GetParameter"],
          [Fn.sub("arn:aws:ssm:*:*:parameter/${n}", { n: Fn.importValue("test-apps-shared") })],
        ),
      );
      output(stack, "Name", shared.parameterName);
      output(stack, "Function", fn.functionName);
    },
    async behaves({ output, through }, version) {
      const input = { Name: output("Name") };
      equal((await through(output("Function"), "ssm", "GetParameter", input)).Parameter.Value, `v${version}`);
    },
  },

  "dynamic-references": {
    build(stack, version) {
      const given = new CfnParameter(stack, "Given", {
        type: "AWS::SSM::Parameter::Value<String>",
        default: "/test-apps/given",
      });
      const first = ssm.StringParameter.valueForStringParameter(stack, "/test-apps/given", version);
      new ssm.StringParameter(stack, "Copy", {
        parameterName: "/test-apps/copy",
        stringValue: `{{resolve:ssm:/test-apps/given:${version}}} ${first} ${given.valueAsString}`,
      });
    },
    async prepare({ client }) {
      for (const Value of ["one", "two"])
        await client(SSMClient).send(
          new PutParameterCommand({ Name: "/test-apps/given", Value, Type: "String", Overwrite: true }),
        );
    },
    async behaves({ parameter }, version) {
      const chosen = version === 1 ? "one" : "two";
      equal(await parameter("/test-apps/copy"), `${chosen} ${chosen} two`);
    },
  },

  "language-extensions": {
    build: (_stack, version) => ({
      Transform: "AWS::LanguageExtensions",
      Mappings: { Sizes: { us: { small: "1", large: "2" } } },
      Conditions: { IsSecond: { "Fn::Equals": [String(version), "2"] } },
      Resources: {
        "Fn::ForEach::Parameters": [
          "Name",
          version > 1 ? ["Red", "Green", "Blue"] : ["Red", "Green"],
          { "P${Name}": parameter({ "Fn::Sub": "colour ${Name}" }, { Name: { "Fn::Sub": "/test-apps/${Name}" } }) },
        ],
        Json: parameter({ "Fn::ToJsonString": { version, list: ["a", { "Fn::Length": [1, 2, 3] }] } }),
        Sized: parameter({ "Fn::FindInMap": ["Sizes", "eu", "large", { DefaultValue: "none" }] }),
        OnlySecond: { ...parameter("second"), Condition: "IsSecond" },
        Role: {
          Type: "AWS::IAM::Role",
          Properties: {
            AssumeRolePolicyDocument: {
              Version: "2012-10-17",
              Statement: [
                { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
              ],
            },
            Policies: [
              {
                PolicyName: "read",
                PolicyDocument: {
                  Version: "2012-10-17",
                  Statement: [{ Effect: "Allow", Action: "ssm:GetParameter", Resource: "*" }],
                },
              },
            ],
          },
        },
        Function: {
          Type: "AWS::Lambda::Function",
          Properties: {
            Runtime: "nodejs22.x",
            Handler: "index.handler",
            Role: { "Fn::GetAtt": ["Role", "Arn"] },
            Code: { ZipFile: CALLER },
          },
        },
      },
      Outputs: {
        Json: { Value: { Ref: "Json" } },
        Sized: { Value: { Ref: "Sized" } },
        Function: { Value: { Ref: "Function" } },
        Second: { Value: { "Fn::If": ["IsSecond", { Ref: "OnlySecond" }, "none"] } },
      },
    }),
    async behaves({ output, parameter, through }, version) {
      deepEqual(JSON.parse((await parameter(output("Json")))!), { version, list: ["a", 3] });
      equal(await parameter(output("Sized")), "none");
      const last = version > 1 ? "Blue" : "Green";
      const { Parameter } = await through(output("Function"), "ssm", "GetParameter", { Name: `/test-apps/${last}` });
      equal(Parameter.Value, `colour ${last}`);
      equal(output("Second") === "none", version === 1);
    },
  },

  "included-template": {
    build(stack, version) {
      const included = new CfnInclude(stack, "Included", {
        templateFile: fileURLToPath(new URL("../included/template.json", import.meta.url)),
        parameters: { Greeting: `hello ${version}` },
      });
      const fn = included.getResource("Function");
      fn.addPropertyOverride("Environment.Variables.VERSION", String(version));
      output(stack, "Name", fn.ref);
    },
    async behaves({ output, invoke }, version) {
      deepEqual(await invoke(output("Name")), { said: `hello ${version}`, version: String(version) });
    },
  },

  "conditions-and-mappings": {
    build(stack, version) {
      const words = new CfnMapping(stack, "Words", { mapping: { "us-east-1": { said: `in Virginia ${version}` } } });
      const isSecond = new CfnCondition(stack, "IsSecond", { expression: Fn.conditionEquals(String(version), "2") });
      const fn = inline(stack, "Function", echo(version), {
        description: Fn.conditionIf(isSecond.logicalId, words.findInMap(stack.region, "said"), "first").toString(),
      });
      const permission = new CfnResource(stack, "Permission", {
        type: "AWS::Lambda::Permission",
        properties: { FunctionName: fn.functionName, Action: "lambda:InvokeFunction", Principal: "222222222222" },
      });
      permission.cfnOptions.condition = isSecond;
      output(stack, "Arn", fn.functionArn);
    },
    async behaves({ output, client, denied }, version) {
      const configuration = new GetFunctionConfigurationCommand({ FunctionName: output("Arn") });
      const { Description } = await client(LambdaClient).send(configuration);
      equal(Description, version > 1 ? "in Virginia 2" : "first");
      const other = client(LambdaClient, { account: "222222222222" });
      const call = other.send(new InvokeCommand({ FunctionName: output("Arn") }));
      await (version > 1 ? call : denied(call));
    },
  },

  retained: {
    build(stack, version) {
      const items = table(stack, "Table", {
        tableName: "test-apps-retained",
        removalPolicy: RemovalPolicy.RETAIN,
        ...(version > 1 ? { timeToLiveAttribute: "ttl" } : {}),
      });
      const replaced = new iam.Group(stack, "Group", { groupName: `test-apps-kept-${version}` });
      (replaced.node.defaultChild as CfnResource).cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
      output(stack, "Table", items.tableName);
    },
    async behaves({ output, client }) {
      const { Table } = await client(DynamoDBClient).send(new DescribeTableCommand({ TableName: output("Table") }));
      equal(Table!.TableStatus, "ACTIVE");
    },
    leaves: {
      "table test-apps-retained": "DeletionPolicy Retain",
      "group test-apps-kept-1": "UpdateReplacePolicy Retain",
    },
  },

  empty: {
    build(stack, version) {
      new CfnResource(stack, "Handle", { type: "AWS::CloudFormation::WaitConditionHandle" });
      new CfnResource(stack, "Metadata", { type: "AWS::CDK::Metadata", properties: { Analytics: `none ${version}` } });
      if (version > 1) new CfnResource(stack, "Second", { type: "AWS::CloudFormation::WaitConditionHandle" });
    },
    async behaves({ client }, version) {
      const list = new ListStackResourcesCommand({ StackName: "empty" });
      const { StackResourceSummaries } = await client(CloudFormationClient).send(list);
      equal(StackResourceSummaries!.length, version + 1);
      for (const { ResourceStatus } of StackResourceSummaries!) match(ResourceStatus!, /_COMPLETE$/);
    },
  },
};
