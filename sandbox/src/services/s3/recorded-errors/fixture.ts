import { STATUS_CODES } from "node:http";
import { S3 } from "@aws-sdk/client-s3";
import { RECORDED_ACCOUNT } from "../../../oracles/recorded-errors.ts";
import { startTestSandbox } from "../../../testing.ts";

/** What the requests for recorded errors start from: a bucket with one object of ten bytes, and a versioned one whose object is deleted. */
export const sandbox = await startTestSandbox();
export const s3In = (region: string) => new S3(sandbox.client({ account: RECORDED_ACCOUNT, region }));
export const s3 = s3In("us-east-1");

export const bucket = { Bucket: "the-bucket" };
export const object = { ...bucket, Key: "key" };
await s3.createBucket(bucket);
await s3.putObject({ ...object, Body: "0123456789" });

export const versioned = { Bucket: "the-versioned-bucket" };
await s3.createBucket(versioned);
await s3.putBucketVersioning({ ...versioned, VersioningConfiguration: { Status: "Enabled" } });
await s3.putObject({ ...versioned, Key: "key", Body: "0123456789" });
const { VersionId } = await s3.deleteObject({ ...versioned, Key: "key" });
export const marker = { ...versioned, Key: "key", VersionId };

/** An answer without a body, which the recordings' client names by its status. */
export async function byStatus(request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    const { httpStatusCode = 0 } = (error as { $metadata?: { httpStatusCode?: number } }).$metadata ?? {};
    throw Object.assign(new Error(STATUS_CODES[httpStatusCode]), { name: String(httpStatusCode) });
  }
}

/** The error that a plain HTTP request is answered with. */
export async function fetched(url: string | URL, init: RequestInit = {}): Promise<void> {
  return answered(await fetch(url, init));
}

export async function answered(response: Response): Promise<never> {
  const text = (await response.text()).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"');
  const [, name = "no error"] = /<Code>(.*)<\/Code>/.exec(text) ?? [];
  throw Object.assign(new Error(/<Message>([^]*)<\/Message>/.exec(text)?.[1]), { name });
}
