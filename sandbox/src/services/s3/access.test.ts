import * as iam from "@aws-sdk/client-iam";
import * as s3 from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../../testing.ts";

let sandbox: TestSandbox;
let admin: s3.S3Client;
const Bucket = `access-${process.pid}`;
let users = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  admin = new s3.S3Client(sandbox.client());
  await admin.send(new s3.CreateBucketCommand({ Bucket }));
  await admin.send(new s3.PutObjectCommand({ Bucket, Key: "mine/here", Body: "x", Tagging: "team=blue" }));
});
afterAll(async () => {
  admin.destroy();
  await sandbox.stop();
});

/** A client of a new user who may do what the statement says. */
async function clientOf(statement: object): Promise<s3.S3Client> {
  const client = new iam.IAMClient(sandbox.client());
  const UserName = `user-${users++}`;
  await client.send(new iam.CreateUserCommand({ UserName }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
  await client.send(new iam.PutUserPolicyCommand({ UserName, PolicyName: "p", PolicyDocument }));
  const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName }));
  const credentials = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
  return new s3.S3Client(sandbox.client({ credentials }));
}

test("a missing key is 403 for who may not list, 404 for who may", async () => {
  const blind = await clientOf({ Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` });
  const seeing = await clientOf({
    Action: ["s3:GetObject", "s3:ListBucket"],
    Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
  });
  const missing = { Bucket, Key: "missing" };

  await blind.send(new s3.GetObjectCommand({ Bucket, Key: "mine/here" }));
  await expect(blind.send(new s3.GetObjectCommand(missing))).rejects.toMatchObject({
    name: "AccessDenied",
    message: expect.stringContaining("is not authorized to perform: s3:ListBucket"),
  });
  await expect(blind.send(new s3.HeadObjectCommand(missing))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  await expect(seeing.send(new s3.GetObjectCommand(missing))).rejects.toMatchObject({ name: "NoSuchKey" });
  await expect(seeing.send(new s3.HeadObjectCommand(missing))).rejects.toMatchObject({ name: "NotFound" });
});

test("listing is narrowed by s3:prefix", async () => {
  const client = await clientOf({
    Action: "s3:ListBucket",
    Resource: `arn:aws:s3:::${Bucket}`,
    Condition: { StringLike: { "s3:prefix": "mine/*" } },
  });

  const { KeyCount } = await client.send(new s3.ListObjectsV2Command({ Bucket, Prefix: "mine/" }));

  expect(KeyCount).toBe(1);
  await expect(client.send(new s3.ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({ name: "AccessDenied" });
});

test("tags need s3:PutObjectTagging, and are conditions", async () => {
  const writer = await clientOf({ Action: "s3:PutObject", Resource: `arn:aws:s3:::${Bucket}/*` });
  const reader = await clientOf({
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${Bucket}/*`,
    Condition: { StringEquals: { "s3:ExistingObjectTag/team": "blue" } },
  });
  await admin.send(new s3.PutObjectCommand({ Bucket, Key: "untagged", Body: "x" }));

  await writer.send(new s3.PutObjectCommand({ Bucket, Key: "w", Body: "x" }));
  await expect(
    writer.send(new s3.PutObjectCommand({ Bucket, Key: "w", Body: "x", Tagging: "a=b" })),
  ).rejects.toMatchObject({ message: expect.stringContaining("s3:PutObjectTagging") });
  await reader.send(new s3.GetObjectCommand({ Bucket, Key: "mine/here" }));
  await expect(reader.send(new s3.GetObjectCommand({ Bucket, Key: "untagged" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
});

test("a copy reads the source and writes the destination", async () => {
  const CopySource = `${Bucket}/untagged-source`;
  await admin.send(new s3.PutObjectCommand({ Bucket, Key: "untagged-source", Body: "x" }));
  const writer = await clientOf({ Action: "s3:PutObject", Resource: `arn:aws:s3:::${Bucket}/*` });
  const both = await clientOf({ Action: ["s3:PutObject", "s3:GetObject"], Resource: `arn:aws:s3:::${Bucket}/*` });
  const command = () => new s3.CopyObjectCommand({ Bucket, Key: "copy", CopySource });

  await expect(writer.send(command())).rejects.toMatchObject({
    message: expect.stringContaining("s3:GetObject"),
  });
  await both.send(command());
});

test("s3:* on the bucket alone does not reach its objects", async () => {
  const client = await clientOf({ Action: "s3:*", Resource: `arn:aws:s3:::${Bucket}` });

  await client.send(new s3.ListObjectsV2Command({ Bucket }));
  await expect(client.send(new s3.GetObjectCommand({ Bucket, Key: "mine/here" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
});
