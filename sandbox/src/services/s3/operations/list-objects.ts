import type { ListObjectsCommandInput, ListObjectsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { openBucket } from "../access.ts";
import { keyEncoder } from "../key.ts";
import { onListing, pageSize } from "../list-access.ts";
import { listKeys } from "../listing.ts";
import { describeObject, presentKeys } from "../object-entry.ts";

export const listObjects = operation<ListObjectsCommandInput, ListObjectsCommandOutput>({
  accepts: ["Bucket", "Prefix", "Delimiter", "MaxKeys", "Marker", "EncodingType", "ExpectedBucketOwner"],
  access: (input, context) => [onListing("s3:ListBucket", input, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const encode = keyEncoder(input.EncodingType);
    const MaxKeys = pageSize(input.MaxKeys);
    const { Prefix = "", Delimiter = "", Marker = "" } = input;
    const listing = listKeys(presentKeys(bucket), {
      prefix: Prefix,
      delimiter: Delimiter,
      after: Marker,
      maxKeys: MaxKeys,
    });
    return {
      Name: bucket.name,
      Prefix: encode(Prefix),
      Marker: encode(Marker),
      ...(Delimiter ? { Delimiter: encode(Delimiter) } : {}),
      MaxKeys,
      EncodingType: input.EncodingType,
      IsTruncated: listing.isTruncated,
      // Without a delimiter the last key of the page is the marker, and S3 leaves it out.
      ...(listing.isTruncated && Delimiter ? { NextMarker: encode(listing.last) } : {}),
      ...(listing.keys.length
        ? { Contents: listing.keys.map((key) => describeObject(bucket, key, encode, true)) }
        : {}),
      ...(listing.commonPrefixes.length
        ? { CommonPrefixes: listing.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })) }
        : {}),
    };
  },
});
