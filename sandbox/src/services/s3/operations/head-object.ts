import type { HeadObjectCommandInput, HeadObjectCommandOutput } from "@aws-sdk/client-s3";
import { AwsError } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { onExistingObject, openBucket } from "../access.ts";
import { headNotFound } from "../errors.ts";
import { readObject } from "../object-answer.ts";

export const headObject = operation<HeadObjectCommandInput, HeadObjectCommandOutput>({
  accepts: [
    "Bucket",
    "Key",
    "VersionId",
    "Range",
    "PartNumber",
    "IfMatch",
    "IfNoneMatch",
    "IfModifiedSince",
    "IfUnmodifiedSince",
    "ResponseCacheControl",
    "ResponseContentDisposition",
    "ResponseContentEncoding",
    "ResponseContentLanguage",
    "ResponseContentType",
    "ResponseExpires",
    "ChecksumMode",
    "ExpectedBucketOwner",
  ],
  access: (input, context) =>
    asNotFound(() => onExistingObject({ current: "s3:GetObject", version: "s3:GetObjectVersion" }, input, context)),
  run: (input, context) =>
    asNotFound(() => readObject(openBucket(context, input), input, "HEAD", context.clock.now()).answer),
});

/** An answer to HEAD has no body that could name the missing thing: the SDK's model knows one NotFound. */
function asNotFound<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AwsError && error.status === 404) throw headNotFound();
    throw error;
  }
}
