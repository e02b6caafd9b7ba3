import * as cloudformation from "@aws-sdk/client-cloudformation";
import * as s3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "../../../testing.ts";

let sandbox: TestSandbox;
let client: s3.S3Client;
let stacks: cloudformation.CloudFormationClient;
const StackName = `Files-${process.pid}`;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  client = new s3.S3Client(sandbox.client());
  stacks = new cloudformation.CloudFormationClient(sandbox.client());
});
afterAll(async () => {
  client.destroy();
  stacks.destroy();
  await sandbox.stop();
});

const template = (properties: object) =>
  JSON.stringify({
    Resources: {
      Files: { Type: "AWS::S3::Bucket", Properties: properties },
      Policy: {
        Type: "AWS::S3::BucketPolicy",
        Properties: {
          Bucket: { Ref: "Files" },
          PolicyDocument: {
            Version: "2012-10-17",
            Statement: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: "s3:PutBucketWebsite",
                Resource: { "Fn::GetAtt": ["Files", "Arn"] },
              },
            ],
          },
        },
      },
    },
    Outputs: { Name: { Value: { Ref: "Files" } }, Host: { Value: { "Fn::GetAtt": ["Files", "RegionalDomainName"] } } },
  });

/** The outputs of the stack, once it has the status. */
const outputs = (status: string) =>
  eventually(async () => {
    const { Stacks } = await stacks.send(new cloudformation.DescribeStacksCommand({ StackName }));
    expect(Stacks![0]!.StackStatus).toBe(status);
    return Object.fromEntries(Stacks![0]!.Outputs?.map((output) => [output.OutputKey, output.OutputValue]) ?? []);
  });

test("a bucket is made, changed and, once empty, deleted by its stack", async () => {
  const lifecycle = {
    Rules: [
      { Id: "old", Status: "Enabled", NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
      { Id: "both", Status: "Enabled", Prefix: "tmp/", TagFilters: [{ Key: "a", Value: "b" }], ExpirationInDays: 1 },
    ],
  };
  const properties = {
    VersioningConfiguration: { Status: "Enabled" },
    LifecycleConfiguration: lifecycle,
    CorsConfiguration: { CorsRules: [{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], MaxAge: 5 }] },
    Tags: [{ Key: "team", Value: "blue" }],
  };
  await stacks.send(new cloudformation.CreateStackCommand({ StackName, TemplateBody: template(properties) }));
  const { Name: Bucket, Host } = await outputs("CREATE_COMPLETE");

  expect(Bucket).toMatch(/^files-\d+-files-[a-z0-9]+$/);
  expect(Host).toBe(`${Bucket}.s3.us-east-1.amazonaws.com`);
  const { Rules } = await client.send(new s3.GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(Rules).toEqual([
    { ID: "old", Status: "Enabled", Filter: { Prefix: "" }, NoncurrentVersionExpiration: { NoncurrentDays: 30 } },
    {
      ID: "both",
      Status: "Enabled",
      Filter: { And: { Prefix: "tmp/", Tags: [{ Key: "a", Value: "b" }] } },
      Expiration: { Days: 1 },
    },
  ]);
  const cors = await client.send(new s3.GetBucketCorsCommand({ Bucket }));
  expect(cors.CORSRules).toEqual([{ AllowedMethods: ["GET"], AllowedOrigins: ["*"], MaxAgeSeconds: 5 }]);
  await client.send(new s3.GetBucketPolicyCommand({ Bucket }));

  const changed = { ...properties, CorsConfiguration: undefined, Tags: [{ Key: "team", Value: "red" }] };
  await stacks.send(new cloudformation.UpdateStackCommand({ StackName, TemplateBody: template(changed) }));
  expect((await outputs("UPDATE_COMPLETE"))["Name"]).toBe(Bucket);
  await expect(client.send(new s3.GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
    name: "NoSuchCORSConfiguration",
  });
  const tags = await client.send(new s3.GetBucketTaggingCommand({ Bucket }));
  expect(tags.TagSet).toContainEqual({ Key: "team", Value: "red" });

  const { VersionId } = await client.send(new s3.PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
  await stacks.send(new cloudformation.DeleteStackCommand({ StackName }));
  await outputs("DELETE_FAILED");
  await client.send(new s3.DeleteObjectCommand({ Bucket, Key: "k", VersionId }));
  await stacks.send(new cloudformation.DeleteStackCommand({ StackName }));
  await eventually(() => expect(client.send(new s3.HeadBucketCommand({ Bucket }))).rejects.toThrow());
});

test("a bucket tells a function of its objects", async () => {
  const StackName = `Notifying-${process.pid}`;
  const Bucket = `notifying-${process.pid}`;
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const Role = {
    Type: "AWS::IAM::Role",
    Properties: { AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [trust] } },
  };
  const Function = {
    Type: "AWS::Lambda::Function",
    Properties: {
      Code: { ZipFile: "exports.handler = async () => 1" },
      Handler: "index.handler",
      Runtime: "nodejs22.x",
      Role: { "Fn::GetAtt": ["Role", "Arn"] },
    },
  };
  const arn = { "Fn::GetAtt": ["Function", "Arn"] };
  const Permission = {
    Type: "AWS::Lambda::Permission",
    Properties: {
      FunctionName: arn,
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
      SourceArn: `arn:aws:s3:::${Bucket}`,
    },
  };
  const rule = { Name: "suffix", Value: ".png" };
  const Files = {
    Type: "AWS::S3::Bucket",
    DependsOn: "Permission",
    Properties: {
      BucketName: Bucket,
      NotificationConfiguration: {
        LambdaConfigurations: [{ Event: "s3:ObjectCreated:*", Function: arn, Filter: { S3Key: { Rules: [rule] } } }],
      },
    },
  };
  const TemplateBody = JSON.stringify({ Resources: { Role, Function, Permission, Files } });
  const Capabilities: cloudformation.Capability[] = ["CAPABILITY_IAM"];
  await stacks.send(new cloudformation.CreateStackCommand({ StackName, TemplateBody, Capabilities }));

  const configuration = await eventually(async () => {
    const found = await client.send(new s3.GetBucketNotificationConfigurationCommand({ Bucket }));
    expect(found.LambdaFunctionConfigurations).toHaveLength(1);
    return found.LambdaFunctionConfigurations![0];
  });
  expect(configuration).toMatchObject({
    Events: ["s3:ObjectCreated:*"],
    Filter: { Key: { FilterRules: [{ Name: "Suffix", Value: ".png" }] } },
  });
  await stacks.send(new cloudformation.DeleteStackCommand({ StackName }));
});

test("what a bucket cannot have is refused before anything is made", async () => {
  const refused = [
    { WebsiteConfiguration: { IndexDocument: "index.html" } },
    { AccessControl: "PublicRead" },
    { OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } },
  ];
  for (const [index, properties] of refused.entries())
    await expect(
      stacks.send(
        new cloudformation.CreateStackCommand({
          StackName: `${StackName}-no-${index}`,
          TemplateBody: template(properties),
        }),
      ),
    ).rejects.toMatchObject({ name: "NotEmulated" });
});

test("a bucket as a website is refused with advice", async () => {
  const TemplateBody = template({ WebsiteConfiguration: { IndexDocument: "index.html" } });
  await expect(
    stacks.send(new cloudformation.CreateStackCommand({ StackName: `${StackName}-web`, TemplateBody })),
  ).rejects.toMatchObject({
    name: "NotEmulated",
    message: expect.stringContaining("serve the bucket through CloudFront with an origin access control instead"),
  });
});
