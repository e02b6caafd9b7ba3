/** Updates that replace what is named, tag, and take away. */
import { deepEqual, equal } from "node:assert/strict";
import { Tags } from "aws-cdk-lib";
import * as apigateway from "aws-cdk-lib/aws-apigateway";
import * as apigatewayv2 from "aws-cdk-lib/aws-apigatewayv2";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as ssm from "aws-cdk-lib/aws-ssm";
import { APIGatewayClient, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { CloudWatchLogsClient, ListTagsForResourceCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, ListTagsOfResourceCommand } from "@aws-sdk/client-dynamodb";
import { IAMClient, ListRoleTagsCommand, ListUserTagsCommand } from "@aws-sdk/client-iam";
import { LambdaClient, ListTagsCommand } from "@aws-sdk/client-lambda";
import { GetBucketTaggingCommand, S3Client } from "@aws-sdk/client-s3";
import { ListTagsForResourceCommand as ListParameterTagsCommand, SSMClient } from "@aws-sdk/client-ssm";
import { inventory } from "../inventory.ts";
import type { TestApps } from "../test-app.ts";
import { allow, CALLER, DESTROY, echo, hello, inline, output, table } from "./shorthand.ts";

/** { Key: "a", Value: "b" }[] or { key, value }[] as one object. */
const tagMap = (tags: object[] = []) =>
  Object.fromEntries(tags.map((tag) => Object.values(tag) as [string, string])) as Record<string, string>;

export const updateApps: TestApps = {
  "names-replaced": {
    build(stack, version) {
      const name = `test-apps-name-${version}`;
      const role = new iam.Role(stack, "Role", {
        roleName: name,
        assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
      });
      const bucket = new s3.Bucket(stack, "Bucket", { bucketName: name, autoDeleteObjects: true, ...DESTROY });
      const items = table(stack, "Table", { tableName: name });
      const group = new iam.Group(stack, "Group", { groupName: name });
      const user = new iam.User(stack, "User", { userName: name, groups: [group] });
      new iam.AccessKey(stack, "Key", { user });
      new iam.ManagedPolicy(stack, "Policy", {
        managedPolicyName: name,
        roles: [role],
        statements: [allow(["dynamodb:GetItem"], [items.tableArn])],
      });
      new iam.InstanceProfile(stack, "Profile", { instanceProfileName: name, role });
      new logs.LogGroup(stack, "Logs", { logGroupName: name, ...DESTROY });
      new ssm.StringParameter(stack, "Parameter", { parameterName: name, stringValue: "x" });
      const fn = inline(stack, "Function", CALLER, { functionName: name, role });
      bucket.grantPut(fn);
      fn.addAlias(`alias-${version}`);
      const api = new apigateway.RestApi(stack, "Api", { restApiName: name });
      api.root.addMethod("GET", new apigateway.MockIntegration());
      api.addApiKey("ApiKey", { apiKeyName: name });
      new apigatewayv2.HttpApi(stack, "HttpApi", { apiName: name });
    },
    async behaves({ sandbox, through }, version) {
      const name = `test-apps-name-${version}`;
      await through(name, "dynamodb", "GetItem", { TableName: name, Key: { pk: { S: "1" } } });
      await through(name, "s3", "PutObject", { Bucket: name, Key: "a", Body: "b" });
      const things = [...(await inventory(sandbox))].filter((thing) => thing.includes("test-apps-name"));
      const kinds = ["role", "bucket", "table", "group", "user", "managed policy", "instance profile", "log group"];
      const more = ["parameter", "function", "REST API", "API key", "HTTP API"];
      deepEqual(things.sort(), [...kinds, ...more].map((kind) => `${kind} ${name}`).sort());
    },
  },

  tags: {
    build(stack, version) {
      Tags.of(stack).add("version", String(version));
      Tags.of(stack).add(version > 1 ? "new" : "old", "yes");
      const role = new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") });
      const user = new iam.User(stack, "User");
      const fn = inline(stack, "Function", echo(version), { role });
      const bucket = new s3.Bucket(stack, "Bucket", DESTROY);
      const items = table(stack);
      const group = new logs.LogGroup(stack, "Logs", DESTROY);
      const parameter = new ssm.StringParameter(stack, "Parameter", { stringValue: "x" });
      new apigateway.RestApi(stack, "Api").root.addMethod("GET", new apigateway.MockIntegration());
      new apigatewayv2.HttpApi(stack, "HttpApi");
      const out = {
        role: role.roleName,
        user: user.userName,
        fn: fn.functionArn,
        bucket: bucket.bucketName,
        table: items.tableArn,
        group: group.logGroupArn,
        parameter: parameter.parameterName,
      };
      for (const [name, value] of Object.entries(out)) output(stack, name, value);
    },
    async behaves({ output, client }, version) {
      const iam = client(IAMClient);
      const logArn = output("group").replace(/:\*$/, "");
      const parameter = { ResourceType: "Parameter" as const, ResourceId: output("parameter") };
      const found = {
        role: tagMap((await iam.send(new ListRoleTagsCommand({ RoleName: output("role") }))).Tags),
        user: tagMap((await iam.send(new ListUserTagsCommand({ UserName: output("user") }))).Tags),
        fn: (await client(LambdaClient).send(new ListTagsCommand({ Resource: output("fn") }))).Tags,
        bucket: tagMap((await client(S3Client).send(new GetBucketTaggingCommand({ Bucket: output("bucket") }))).TagSet),
        table: tagMap(
          (await client(DynamoDBClient).send(new ListTagsOfResourceCommand({ ResourceArn: output("table") }))).Tags,
        ),
        group: (await client(CloudWatchLogsClient).send(new ListTagsForResourceCommand({ resourceArn: logArn }))).tags,
        parameter: tagMap((await client(SSMClient).send(new ListParameterTagsCommand(parameter))).TagList),
        rest: (await client(APIGatewayClient).send(new GetRestApisCommand())).items![0]!.tags,
        http: (await client(ApiGatewayV2Client).send(new GetApisCommand())).Items![0]!.Tags,
      };
      const wanted = { version: String(version), [version > 1 ? "new" : "old"]: "yes" };
      for (const [kind, tags] of Object.entries(found)) deepEqual({ ...tags }, wanted, kind);
    },
  },

  shrinking: {
    build(stack, version) {
      const items = table(stack);
      items.addGlobalSecondaryIndex({
        indexName: "kept",
        partitionKey: { name: "a", type: dynamodb.AttributeType.STRING },
      });
      const fn = inline(stack, "Function", CALLER);
      const api = new apigateway.RestApi(stack, "Api");
      const integration = new apigateway.LambdaIntegration(fn, { allowTestInvoke: false });
      api.root.addResource("kept").addMethod("GET", integration);
      items.grant(fn, "dynamodb:Scan");
      if (version === 1) {
        items.addGlobalSecondaryIndex({
          indexName: "gone",
          partitionKey: { name: "b", type: dynamodb.AttributeType.STRING },
        });
        const gone = inline(stack, "Gone", hello(1));
        const url = gone.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
        output(stack, "GoneUrl", url.url);
        api.root
          .addResource("gone")
          .addMethod("GET", new apigateway.LambdaIntegration(gone, { allowTestInvoke: false }));
        items.grant(fn, "dynamodb:GetItem");
      }
      output(stack, "Function", fn.functionName);
      output(stack, "Table", items.tableName);
      output(stack, "Url", api.url);
    },
    async behaves({ output, through, denied, http }, version) {
      const TableName = output("Table");
      await through(output("Function"), "dynamodb", "Scan", { TableName });
      const get = through(output("Function"), "dynamodb", "GetItem", { TableName, Key: { pk: { S: "1" } } });
      await (version === 1 ? get : denied(get));
      if (version === 1) equal((await http(output("GoneUrl"))).status, 200);
      // As on AWS: the deployment of version 2 is made before the method is removed, and still has it.
      equal((await http(`${output("Url")}gone`)).status, version === 1 ? 200 : 500);
      // The caller is not made to answer API Gateway, but it is asked.
      equal((await http(`${output("Url")}kept`)).status, 502);
    },
  },
};
