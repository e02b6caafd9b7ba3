import * as s3 from "@aws-sdk/client-s3";
import { afterAll, expect, test } from "vitest";
import { startS3Test } from "./testing.ts";

const { sandbox, client, newBucket, put, stop } = await startS3Test();
afterAll(stop);

test("bucket names are unique over accounts", async () => {
  const Bucket = await newBucket();
  const stranger = new s3.S3Client(sandbox.client({ account: "111122223333" }));
  const elsewhere = new s3.S3Client(sandbox.client({ region: "eu-west-1" }));

  await expect(stranger.send(new s3.CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: "BucketAlreadyExists",
    $metadata: { httpStatusCode: 409 },
  });
  await client.send(new s3.CreateBucketCommand({ Bucket }));
  await expect(elsewhere.send(new s3.ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
    name: "PermanentRedirect",
  });
  await expect(
    elsewhere.send(
      new s3.CreateBucketCommand({
        Bucket: `${Bucket}-eu`,
        CreateBucketConfiguration: { LocationConstraint: "us-west-1" },
      }),
    ),
  ).rejects.toMatchObject({
    name: "IllegalLocationConstraintException",
    message:
      "The us-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.",
  });
  await expect(client.send(new s3.CreateBucketCommand({ Bucket: "Upper_Case" }))).rejects.toMatchObject({
    name: "InvalidBucketName",
  });
});

test("GetBucketLocation says nothing for us-east-1", async () => {
  const Bucket = await newBucket();
  const europe = new s3.S3Client(sandbox.client({ region: "eu-west-1" }));
  await europe.send(new s3.CreateBucketCommand({ Bucket: `${Bucket}-eu` }));

  const here = await client.send(new s3.GetBucketLocationCommand({ Bucket }));
  const there = await europe.send(new s3.GetBucketLocationCommand({ Bucket: `${Bucket}-eu` }));
  const head = await client.send(new s3.HeadBucketCommand({ Bucket }));

  expect(here.LocationConstraint).toBeUndefined();
  expect(there.LocationConstraint).toBe("eu-west-1");
  expect(head.BucketRegion).toBe("us-east-1");
});

test("configurations: defaults, changes, absence", async () => {
  const Bucket = await newBucket();
  const encryption = await client.send(new s3.GetBucketEncryptionCommand({ Bucket }));
  expect(encryption.ServerSideEncryptionConfiguration?.Rules).toEqual([
    { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
  ]);
  const block = await client.send(new s3.GetPublicAccessBlockCommand({ Bucket }));
  expect(block.PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
  await expect(client.send(new s3.GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({
    name: "NoSuchBucketPolicy",
    message: "The bucket policy does not exist",
  });
  await expect(client.send(new s3.GetBucketTaggingCommand({ Bucket }))).rejects.toMatchObject({ name: "NoSuchTagSet" });
  await expect(client.send(new s3.GetBucketCorsCommand({ Bucket }))).rejects.toMatchObject({
    name: "NoSuchCORSConfiguration",
  });

  await client.send(
    new s3.PutBucketEncryptionCommand({
      Bucket,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" } }],
      },
    }),
  );
  const kept = await put(Bucket, "k");
  expect(kept.ServerSideEncryption).toBe("aws:kms");
  expect(kept.SSEKMSKeyId).toMatch(/^arn:aws:kms:us-east-1:000000000000:key\//);
  await expect(put(Bucket, "k", "x", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "my-key" })).rejects.toMatchObject(
    {
      name: "NotEmulated",
    },
  );
});

test("bucket policies: validated, public ones blocked, evaluated for strangers", async () => {
  const Bucket = await newBucket();
  await put(Bucket, "public/page", "hi");
  const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const set = (Policy: string) => client.send(new s3.PutBucketPolicyCommand({ Bucket, Policy }));
  const everyone = {
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${Bucket}/public/*`,
  };

  await expect(set("[]")).rejects.toMatchObject({
    name: "MalformedPolicy",
    message: "Policies must be valid JSON and the first byte must be '{'",
  });
  await expect(set("{}")).rejects.toMatchObject({ message: "Missing required field Statement" });
  await expect(set(policy({ ...everyone, Resource: "arn:aws:s3:::another/*" }))).rejects.toMatchObject({
    message: "Policy has invalid resource",
  });
  await expect(set(policy(everyone))).rejects.toMatchObject({ name: "AccessDenied" });
  const url = `${sandbox.endpoint}/${Bucket}/public/page`;
  expect((await fetch(url)).status).toBe(403);

  await client.send(new s3.DeletePublicAccessBlockCommand({ Bucket }));
  await set(policy(everyone));
  expect(await (await fetch(url)).text()).toBe("hi");
  const stranger = new s3.S3Client(sandbox.client({ account: "111122223333" }));
  await stranger.send(new s3.GetObjectCommand({ Bucket, Key: "public/page" }));
  await expect(stranger.send(new s3.GetObjectCommand({ Bucket, Key: "private" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
  await set(policy({ ...everyone, Effect: "Deny", Action: "s3:DeleteObject" }));
  await expect(client.send(new s3.DeleteObjectCommand({ Bucket, Key: "public/page" }))).rejects.toMatchObject({
    name: "AccessDenied",
  });
  const result = await client.send(
    new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "public/page" }, { Key: "nothing" }] } }),
  );
  expect(result.Deleted).toEqual([{ Key: "nothing" }]);
  expect(result.Errors).toMatchObject([{ Key: "public/page", Code: "AccessDenied" }]);
});

test("what cannot be set is answered as on a bucket where it was never set", async () => {
  const Bucket = await newBucket();
  await put(Bucket, "k");
  expect(await client.send(new s3.GetBucketRequestPaymentCommand({ Bucket }))).toMatchObject({ Payer: "BucketOwner" });
  expect(await client.send(new s3.GetBucketAccelerateConfigurationCommand({ Bucket }))).not.toHaveProperty("Status");
  const { Grants } = await client.send(new s3.GetObjectAclCommand({ Bucket, Key: "k" }));
  expect(Grants).toMatchObject([{ Permission: "FULL_CONTROL" }]);
  await expect(client.send(new s3.GetBucketWebsiteCommand({ Bucket }))).rejects.toMatchObject({
    name: "NoSuchWebsiteConfiguration",
  });
  await client.send(new s3.DeleteBucketWebsiteCommand({ Bucket }));
});

test("what is not emulated is refused", async () => {
  const Bucket = await newBucket();
  const send = (command: Parameters<typeof client.send>[0]) => client.send(command as s3.HeadBucketCommand);
  for (const command of [
    new s3.RestoreObjectCommand({ Bucket, Key: "k" }),
    new s3.PutObjectCommand({ Bucket, Key: "k", Body: "x", WebsiteRedirectLocation: "/x" }),
    new s3.PutBucketOwnershipControlsCommand({
      Bucket,
      OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] },
    }),
    new s3.PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration: { IndexDocument: { Suffix: "index.html" } } }),
  ])
    await expect(send(command as never)).rejects.toMatchObject({ name: "NotEmulated" });
  await expect(put(Bucket, "k", "x", { ACL: "public-read" })).rejects.toMatchObject({
    name: "AccessControlListNotSupported",
    message: "The bucket does not allow ACLs",
  });
});
