import type { GetObjectCommandInput, GetObjectCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onExistingObject, openBucket } from "../access.ts";
import type { WithBody } from "../body.ts";
import { readObject } from "../object-answer.ts";

export const getObject = operation<GetObjectCommandInput, WithBody<GetObjectCommandOutput>>({
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
    onExistingObject({ current: "s3:GetObject", version: "s3:GetObjectVersion" }, input, context),
  run(input, context) {
    const { body, answer } = readObject(openBucket(context, input), input, "GET", context.clock.now());
    return { ...answer, Body: body };
  },
});
