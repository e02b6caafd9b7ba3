import { createHash, randomUUID } from "node:crypto";
import { rename, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FunctionCode } from "@aws-sdk/client-lambda";
import type { GetObjectCommandInput, GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { AwsError, NotEmulated } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { archiveOf } from "./code-location.ts";
import { invalidParameter, requestEntityTooLarge } from "./errors.ts";
import type { CodePackage } from "./function.ts";
import { MAX_ZIPPED_BYTES } from "./limits.ts";
import { readZip, writeEntries } from "./zip.ts";

const ACCEPTED = ["ZipFile", "S3Bucket", "S3Key", "S3ObjectVersion"];

/** The code of a request, from the request itself or from S3, unpacked. Equal packages share a folder. */
export async function unpackCode(code: FunctionCode, context: OperationContext): Promise<CodePackage> {
  for (const [member, value] of Object.entries(code))
    if (value !== undefined && !ACCEPTED.includes(member))
      throw new NotEmulated(`the parameter Code.${member} of lambda`);
  const archive = code.ZipFile ? Buffer.from(code.ZipFile) : await fetchFromS3(code, context);
  if (code.ZipFile && archive.length > MAX_ZIPPED_BYTES)
    throw requestEntityTooLarge(`Zipped size must be smaller than ${MAX_ZIPPED_BYTES} bytes`);
  const hash = createHash("sha256").update(archive).digest();
  const folder = join(context.tempDir, "lambda", "code", hash.toString("hex"));
  const files = readZip(archive);
  const unzipped = files.reduce((sum, { data }) => sum + data.length, 0);
  if (!existsSync(folder)) {
    // Two requests with the same code may come at once: each writes aside, the first to be done gives the name.
    const aside = `${folder}-${randomUUID()}`;
    await writeEntries(files, aside);
    await writeFile(archiveOf(context.tempDir, hash.toString("hex")), archive);
    await rename(aside, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  }
  return { sha256: hash.toString("base64"), size: archive.length, unzipped, folder };
}

async function fetchFromS3(
  { S3Bucket, S3Key, S3ObjectVersion }: FunctionCode,
  context: OperationContext,
): Promise<Buffer> {
  if (!S3Bucket || !S3Key) throw invalidParameter("Please provide a source for function code.");
  try {
    const { Body } = await context.call<GetObjectCommandInput, GetObjectCommandOutput>("s3", "GetObject", {
      Bucket: S3Bucket,
      Key: S3Key,
      VersionId: S3ObjectVersion,
    });
    return await readAll(Body as unknown as Uint8Array | AsyncIterable<Uint8Array>);
  } catch (error) {
    if (!(error instanceof AwsError) || error instanceof NotEmulated) throw error;
    if (error.code === "AccessDenied")
      throw new AwsError(
        "AccessDeniedException",
        `Your access has been denied by S3, please make sure your request credentials have permission to GetObject for ${S3Bucket}/${S3Key}. S3 Error Code: AccessDenied. S3 Error Message: ${error.message}`,
        { status: 403 },
      );
    throw invalidParameter(
      `Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`,
    );
  }
}

async function readAll(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
