import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { openBucket } from "../access.ts";
import { invalidArgument } from "../errors.ts";
import { keyEncoder } from "../key.ts";
import { onListing, pageSize } from "../list-access.ts";
import { listKeys } from "../listing.ts";
import { describeObject, presentKeys } from "../object-entry.ts";

export const listObjectsV2 = operation<ListObjectsV2CommandInput, ListObjectsV2CommandOutput>({
  accepts: [
    "Bucket",
    "Prefix",
    "Delimiter",
    "MaxKeys",
    "ContinuationToken",
    "StartAfter",
    "EncodingType",
    "FetchOwner",
    "ExpectedBucketOwner",
  ],
  access: (input, context) => [onListing("s3:ListBucket", input, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const encode = keyEncoder(input.EncodingType);
    const MaxKeys = pageSize(input.MaxKeys);
    const { Prefix = "", Delimiter, StartAfter, ContinuationToken } = input;
    const after = ContinuationToken === undefined ? StartAfter : parseToken(ContinuationToken);
    const listing = listKeys(presentKeys(bucket), {
      prefix: Prefix,
      delimiter: Delimiter ?? "",
      after: after ?? "",
      maxKeys: MaxKeys,
    });
    return {
      Name: bucket.name,
      Prefix: encode(Prefix),
      ...(Delimiter ? { Delimiter: encode(Delimiter) } : {}),
      ...(StartAfter ? { StartAfter: encode(StartAfter) } : {}),
      ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      MaxKeys,
      EncodingType: input.EncodingType,
      KeyCount: listing.keys.length + listing.commonPrefixes.length,
      IsTruncated: listing.isTruncated,
      ...(listing.isTruncated ? { NextContinuationToken: formatToken(listing.last) } : {}),
      ...(listing.keys.length
        ? { Contents: listing.keys.map((key) => describeObject(bucket, key, encode, input.FetchOwner)) }
        : {}),
      ...(listing.commonPrefixes.length
        ? { CommonPrefixes: listing.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })) }
        : {}),
    };
  },
});

const TOKEN_MARK = "1";

function formatToken(last: string): string {
  return TOKEN_MARK + Buffer.from(last).toString("base64url");
}

function parseToken(token: string): string {
  if (!/^1[A-Za-z0-9_-]+$/.test(token))
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  return Buffer.from(token.slice(1), "base64url").toString();
}
