import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { IAM } from "@aws-sdk/client-iam";
import { Lambda, type CreateFunctionCommandInput } from "@aws-sdk/client-lambda";
import { S3 } from "@aws-sdk/client-s3";
import { SQS } from "@aws-sdk/client-sqs";
import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../../testing.ts";
import { createZip } from "../zip.ts";

/** What the requests for recorded errors start from: the function `fn` with the versions 1 and 2 and the alias `live`, a layer, a table with a stream. */
export const sandbox = await startTestSandbox();
const options = sandbox.client({ account: RECORDED_ACCOUNT });
export const lambda = new Lambda(options);
export const s3 = new S3(options);
export const sqs = new SQS(options);

export const arnOf = (resource: string) => `arn:aws:lambda:us-east-1:${RECORDED_ACCOUNT}:${resource}`;

const { Role } = await new IAM(options).createRole({
  RoleName: "lambda-role",
  AssumeRolePolicyDocument: JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  }),
});
await new IAM(options).putRolePolicy({
  RoleName: "lambda-role",
  PolicyName: "all",
  PolicyDocument: JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Action: "*", Resource: "*" },
  }),
});
const ROLE = Role!.Arn!;

export const zipped = (code = "exports.handler = async () => 1") => createZip({ "index.js": code });

export function create(name: string, more: Partial<CreateFunctionCommandInput> = {}) {
  return lambda.createFunction({
    FunctionName: name,
    Runtime: "nodejs24.x",
    Handler: "index.handler",
    Role: ROLE,
    Code: { ZipFile: zipped() },
    ...more,
  });
}

await create("fn", { Publish: true });
await lambda.updateFunctionCode({
  FunctionName: "fn",
  ZipFile: zipped("exports.handler = async () => 2"),
  Publish: true,
});
await lambda.createAlias({ FunctionName: "fn", Name: "live", FunctionVersion: "1" });
export const fn = { FunctionName: "fn" };

export async function publishLayer(name: string): Promise<string> {
  const { LayerVersionArn } = await lambda.publishLayerVersion({ LayerName: name, Content: { ZipFile: zipped() } });
  return LayerVersionArn!;
}

const { TableDescription } = await new DynamoDB(options).createTable({
  TableName: "orders",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  BillingMode: "PAY_PER_REQUEST",
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
});
export const STREAM = TableDescription!.LatestStreamArn!;
