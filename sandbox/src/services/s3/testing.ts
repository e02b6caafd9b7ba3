import * as s3 from "@aws-sdk/client-s3";
import { startTestSandbox } from "../../testing.ts";

/** A sandbox for a test file, and the few calls that most tests of S3 begin with. */
export async function startS3Test() {
  const sandbox = await startTestSandbox();
  const client = new s3.S3Client(sandbox.client());
  let buckets = 0;
  return {
    sandbox,
    client,

    async newBucket(versioning?: "Enabled"): Promise<string> {
      const Bucket = `bucket-${process.pid}-${buckets++}`;
      await client.send(new s3.CreateBucketCommand({ Bucket }));
      const VersioningConfiguration = { Status: versioning };
      if (versioning) await client.send(new s3.PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
      return Bucket;
    },

    /** Puts an object; its content is its key unless a body is given. */
    put: (Bucket: string, Key: string, Body: string | Uint8Array = Key, more: Partial<s3.PutObjectCommandInput> = {}) =>
      client.send(new s3.PutObjectCommand({ Bucket, Key, Body, ...more })),

    async get(Bucket: string, Key: string, more: Partial<s3.GetObjectCommandInput> = {}) {
      const output = await client.send(new s3.GetObjectCommand({ Bucket, Key, ...more }));
      return { ...output, text: await output.Body!.transformToString() };
    },

    async stop(): Promise<void> {
      client.destroy();
      await sandbox.stop();
    },
  };
}
