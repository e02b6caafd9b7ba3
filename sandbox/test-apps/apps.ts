/**
 * Small CDK apps, each a function that builds a stack: deployed as version 1, updated to version 2 and deleted by test-apps.test.ts.
 * To add one: a line in `apps`. `behaves` looks at the deployed stack from outside.
 */
import { join } from "node:path";
import { CfnOutput, CfnResource, CustomResource, Duration, NestedStack, RemovalPolicy, type Stack } from "aws-cdk-lib";
import * as apigatewayv2 from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as ecr from "aws-cdk-lib/aws-ecr";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as s3deploy from "aws-cdk-lib/aws-s3-deployment";
import * as s3n from "aws-cdk-lib/aws-s3-notifications";
import * as ssm from "aws-cdk-lib/aws-ssm";
import * as custom from "aws-cdk-lib/custom-resources";
import { eventually } from "../src/testing.ts";

const DESTROY = { removalPolicy: RemovalPolicy.DESTROY };

interface TestApp {
  build(stack: Stack, version: number): void;
  /** Called after each version is deployed. `read` gives an object of a bucket, `parameter` a parameter's value. */
  behaves?(outputs: Record<string, string>, version: number, world: World): Promise<void>;
}

export interface World {
  invoke(functionName: string, payload?: object): Promise<unknown>;
  parameter(name: string): Promise<string | undefined>;
  /** The text of an object; undefined when there is none. */
  read(bucket: string, key: string): Promise<string | undefined>;
  write(bucket: string, key: string, text: string): Promise<void>;
  expect(actual: unknown): { toEqual(expected: unknown): void };
}

const inline = (stack: Stack, id: string, code: string, more: Partial<lambda.FunctionProps> = {}) =>
  new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromInline(code),
    ...more,
  });

const echo = (version: number) => `exports.handler = async (event) => ({ version: ${version}, event });`;
const output = (stack: Stack, name: string, value: string) => new CfnOutput(stack, name, { value });
const table = (stack: Stack) =>
  new dynamodb.Table(stack, "Table", {
    partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    ...DESTROY,
  });

export const apps: Record<string, TestApp> = {
  parameters: {
    build(stack, version) {
      const first = new ssm.StringParameter(stack, "First", { stringValue: `v${version}` });
      new ssm.StringListParameter(stack, "List", { stringListValue: ["a", first.stringValue] });
      output(stack, "Name", first.parameterName);
    },
    async behaves({ Name }, version, { parameter, expect }) {
      expect(await parameter(Name!)).toEqual(`v${version}`);
    },
  },

  function: {
    build(stack, version) {
      output(stack, "Name", inline(stack, "Function", echo(version), { memorySize: 128 * version }).functionName);
    },
    async behaves({ Name }, version, { invoke, expect }) {
      expect(await invoke(Name!, { a: 1 })).toEqual({ version, event: { a: 1 } });
    },
  },

  "versions-and-aliases": {
    build(stack, version) {
      const fn = inline(stack, "Function", echo(version), { reservedConcurrentExecutions: 2 });
      fn.addAlias("live");
      fn.addPermission("Invoke", { principal: new iam.ServicePrincipal("events.amazonaws.com") });
      output(stack, "Name", `${fn.functionName}:live`);
    },
    async behaves({ Name }, version, { invoke, expect }) {
      expect(await invoke(Name!, {})).toEqual({ version, event: {} });
    },
  },

  "asynchronous-invocation": {
    build(stack, version) {
      inline(stack, "Function", echo(version), { retryAttempts: version - 1, maxEventAge: Duration.minutes(version) });
    },
  },

  "function-url": {
    build(stack, version) {
      const url = inline(stack, "Function", echo(version)).addFunctionUrl({
        authType: lambda.FunctionUrlAuthType.NONE,
        ...(version > 1 ? { cors: { allowedOrigins: ["*"] } } : {}),
      });
      output(stack, "Url", url.url);
    },
  },

  layer: {
    build(stack, version) {
      const layer = new lambda.LayerVersion(stack, "Layer", {
        code: lambda.Code.fromAsset(join(import.meta.dirname, "layer")),
        description: `v${version}`,
        ...DESTROY,
      });
      layer.addPermission("Everyone", { accountId: "111111111111" });
      const code = `exports.handler = async () => require("greeting")();`;
      output(stack, "Name", inline(stack, "Function", code, { layers: [layer] }).functionName);
    },
    async behaves({ Name }, _version, { invoke, expect }) {
      expect(await invoke(Name!)).toEqual("hello from the layer");
    },
  },

  table: {
    build(stack, version) {
      const fn = inline(
        stack,
        "Function",
        `const { DynamoDBClient, PutItemCommand, GetItemCommand } = require("@aws-sdk/client-dynamodb");
         const db = new DynamoDBClient({});
         exports.handler = async ({ pk }) => {
           await db.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { pk: { S: pk } } }));
           return (await db.send(new GetItemCommand({ TableName: process.env.TABLE, Key: { pk: { S: pk } } }))).Item;
         };`,
      );
      const items = table(stack);
      // One more index with each version: an update makes at most one.
      for (let index = 1; index <= version; index++)
        items.addGlobalSecondaryIndex({
          indexName: `by-${index}`,
          partitionKey: { name: `other-${index}`, type: dynamodb.AttributeType.STRING },
        });
      items.grantReadWriteData(fn);
      fn.addEnvironment("TABLE", items.tableName);
      output(stack, "Name", fn.functionName);
    },
    async behaves({ Name }, _version, { invoke, expect }) {
      expect(await invoke(Name!, { pk: "x" })).toEqual({ pk: { S: "x" } });
    },
  },

  "table-v2": {
    build(stack, version) {
      new dynamodb.TableV2(stack, "Table", {
        partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
        ...(version > 1 ? { timeToLiveAttribute: "ttl" } : {}),
        ...DESTROY,
      });
    },
  },

  "http-api": {
    build(stack, version) {
      const integration = new HttpLambdaIntegration("Integration", inline(stack, "Function", echo(version)));
      const api = new apigatewayv2.HttpApi(stack, "Api", { corsPreflight: { allowOrigins: ["*"] } });
      api.addRoutes({ path: `/v${version}`, integration });
      const deployment = new CfnResource(stack, "Deployment", {
        type: "AWS::ApiGatewayV2::Deployment",
        properties: { ApiId: api.apiId },
      });
      deployment.node.addDependency(api);
      output(stack, "Url", api.apiEndpoint);
    },
  },

  roles: {
    build(stack, version) {
      const role = new iam.Role(stack, "Role", {
        assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
        managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName("ReadOnlyAccess")],
      });
      const list = new iam.PolicyStatement({ actions: ["s3:ListAllMyBuckets"], resources: ["*"] });
      role.addToPolicy(list);
      new iam.ManagedPolicy(stack, "Managed", { roles: [role], statements: [list], description: "the same" });
      new iam.InstanceProfile(stack, "Profile", { role });
      const group = new iam.Group(stack, "Group");
      const user = new iam.User(stack, "User", { path: `/v${version}/` });
      user.addToGroup(group);
      new iam.CfnUserToGroupAddition(stack, "Addition", { groupName: group.groupName, users: [user.userName] });
      new iam.AccessKey(stack, "Key", { user });
    },
  },

  logs: {
    build(stack, version) {
      const logGroup = new logs.LogGroup(stack, "Group", {
        retention: version > 1 ? logs.RetentionDays.ONE_WEEK : logs.RetentionDays.ONE_DAY,
        ...DESTROY,
      });
      new logs.LogStream(stack, "Stream", { logGroup, ...DESTROY });
    },
  },

  bucket: {
    build(stack, version) {
      const bucket = new s3.Bucket(stack, "Bucket", {
        versioned: version > 1,
        enforceSSL: true,
        blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
        lifecycleRules: [{ expiration: Duration.days(version) }],
        ...DESTROY,
      });
      output(stack, "Name", bucket.bucketName);
    },
  },

  "bucket-access-logs": {
    build(stack, version) {
      // As in apps of `cdk init`: a bucket policy lets the logs in, not an ACL.
      stack.node.setContext("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
      const logs = new s3.Bucket(stack, "Logs", { autoDeleteObjects: true, ...DESTROY });
      const bucket = new s3.Bucket(stack, "Bucket", {
        autoDeleteObjects: true,
        serverAccessLogsBucket: logs,
        serverAccessLogsPrefix: `v${version}/`,
        lifecycleRules: [
          { transitions: [{ storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(90) }] },
        ],
        ...DESTROY,
      });
      output(stack, "Name", bucket.bucketName);
    },
    behaves: async ({ Name }, version, { write }) => write(Name!, `v${version}`, "logged"),
  },

  "bucket-notifications": {
    build(stack, version) {
      const fn = inline(
        stack,
        "Function",
        `const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3");
         exports.handler = async ({ Records: [{ eventName, s3 }] }) => new S3Client({}).send(new PutObjectCommand({
           Bucket: s3.bucket.name, Key: "seen/" + s3.object.key, Body: eventName }));`,
      );
      const bucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, ...DESTROY });
      bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.LambdaDestination(fn), {
        prefix: `in-${version}/`,
      });
      bucket.addCorsRule({ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ["*"] });
      bucket.grantWrite(fn);
      output(stack, "Name", bucket.bucketName);
    },
    async behaves({ Name }, version, { read, write, expect }) {
      await write(Name!, `in-${version}/a.txt`, "x");
      await eventually(async () => expect(await read(Name!, `seen/in-${version}/a.txt`)).toEqual("ObjectCreated:Put"));
    },
  },

  repository: {
    build(stack) {
      new ecr.Repository(stack, "Repository", DESTROY);
    },
  },

  "auto-delete-objects": {
    build(stack) {
      const bucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, versioned: true, ...DESTROY });
      output(stack, "Name", bucket.bucketName);
    },
    // The stack can only be deleted when the bucket is empty.
    behaves: async ({ Name }, version, { write }) => write(Name!, `v${version}`, "left behind"),
  },

  "log-retention": {
    build(stack, version) {
      const retention = version > 1 ? logs.RetentionDays.ONE_WEEK : logs.RetentionDays.ONE_DAY;
      new logs.LogRetention(stack, "Retention", { logGroupName: "/test-apps/retained", retention, ...DESTROY });
    },
  },

  "aws-custom-resource": {
    build(stack, version) {
      const put = (Value: string): custom.AwsSdkCall => ({
        service: "SSM",
        action: "PutParameter",
        parameters: { Name: "/test-apps/sdk-call", Value, Type: "String", Overwrite: true },
        physicalResourceId: custom.PhysicalResourceId.of("call"),
      });
      new custom.AwsCustomResource(stack, "Call", {
        onUpdate: put(`v${version}`),
        onDelete: { service: "SSM", action: "DeleteParameter", parameters: { Name: "/test-apps/sdk-call" } },
        policy: custom.AwsCustomResourcePolicy.fromSdkCalls({
          resources: custom.AwsCustomResourcePolicy.ANY_RESOURCE,
        }),
      });
    },
    async behaves(_outputs, version, { parameter, expect }) {
      expect(await parameter("/test-apps/sdk-call")).toEqual(`v${version}`);
    },
  },

  "provider-framework": {
    build(stack, version) {
      const onEventHandler = inline(
        stack,
        "OnEvent",
        `exports.handler = async (event) => ({
           PhysicalResourceId: "thing-" + event.ResourceProperties.Version,
           Data: { Said: event.RequestType + " " + event.ResourceProperties.Version },
         });`,
      );
      const provider = new custom.Provider(stack, "Provider", { onEventHandler });
      const thing = new CustomResource(stack, "Thing", {
        serviceToken: provider.serviceToken,
        resourceType: "Custom::Thing",
        properties: { Version: version },
      });
      output(stack, "Said", thing.getAttString("Said"));
    },
    async behaves({ Said }, version, { expect }) {
      expect(Said).toEqual(version > 1 ? "Update 2" : "Create 1");
    },
  },

  "bucket-deployment": {
    build(stack, version) {
      const destinationBucket = new s3.Bucket(stack, "Bucket", { autoDeleteObjects: true, ...DESTROY });
      new s3deploy.BucketDeployment(stack, "Deployment", {
        destinationBucket,
        destinationKeyPrefix: "site",
        sources: [
          s3deploy.Source.data("index.html", `<p>v${version} of ${destinationBucket.bucketName}`),
          s3deploy.Source.jsonData(`v${version}.json`, { bucket: destinationBucket.bucketArn }),
        ],
        metadata: { Version: String(version) },
        cacheControl: [s3deploy.CacheControl.noCache()],
      });
      output(stack, "Name", destinationBucket.bucketName);
    },
    async behaves({ Name }, version, { read, expect }) {
      expect(await read(Name!, "site/index.html")).toEqual(`<p>v${version} of ${Name}`);
      expect(JSON.parse((await read(Name!, `site/v${version}.json`))!)).toEqual({ bucket: `arn:aws:s3:::${Name}` });
      // Pruned.
      if (version > 1) expect(await read(Name!, "site/v1.json")).toEqual(undefined);
    },
  },

  "nested-stack": {
    build(stack, version) {
      const nested = new NestedStack(stack, "Nested");
      const inner = new ssm.StringParameter(nested, "Inner", { stringValue: `v${version}` });
      const outer = new ssm.StringParameter(stack, "Outer", { stringValue: inner.parameterName });
      output(stack, "InnerName", inner.parameterName);
      output(stack, "OuterName", outer.parameterName);
    },
    async behaves({ InnerName, OuterName }, version, { parameter, expect }) {
      expect(await parameter(InnerName!)).toEqual(`v${version}`);
      expect(await parameter(OuterName!)).toEqual(InnerName);
    },
  },

  empty: {
    build(stack) {
      new CfnResource(stack, "Handle", { type: "AWS::CloudFormation::WaitConditionHandle" });
      new CfnResource(stack, "Metadata", { type: "AWS::CDK::Metadata", properties: { Analytics: "none" } });
    },
  },
};
