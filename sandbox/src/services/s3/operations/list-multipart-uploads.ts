import type { ListMultipartUploadsCommandInput, ListMultipartUploadsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onBucket, openBucket } from "../access.ts";
import { invalidArgument } from "../errors.ts";
import { compareKeys, keyEncoder } from "../key.ts";
import { pageSize } from "../list-access.ts";
import { groupOf } from "../listing.ts";
import { ownerOf } from "../object-answer.ts";
import type { Upload } from "../upload.ts";

type Input = ListMultipartUploadsCommandInput;

export const listMultipartUploads = operation<Input, ListMultipartUploadsCommandOutput>({
  accepts: [
    "Bucket",
    "Prefix",
    "Delimiter",
    "MaxUploads",
    "KeyMarker",
    "UploadIdMarker",
    "EncodingType",
    "ExpectedBucketOwner",
  ],
  access: (input, context) => [onBucket("s3:ListBucketMultipartUploads", input.Bucket, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const encode = keyEncoder(input.EncodingType);
    const MaxUploads = pageSize(input.MaxUploads, "max-uploads");
    const { Prefix = "", Delimiter = "", KeyMarker = "", UploadIdMarker = "" } = input;
    const entries = collect([...bucket.uploads.values()], input);
    const page = entries.slice(0, MaxUploads);
    const last = page.at(-1);
    const uploads = page.filter((entry) => typeof entry === "object");
    const prefixes = page.filter((entry) => typeof entry === "string");
    const isTruncated = page.length < entries.length;
    return {
      Bucket: bucket.name,
      Prefix: encode(Prefix),
      ...(Delimiter ? { Delimiter: encode(Delimiter) } : {}),
      KeyMarker: encode(KeyMarker),
      UploadIdMarker,
      MaxUploads,
      EncodingType: input.EncodingType,
      IsTruncated: isTruncated,
      NextKeyMarker: encode(typeof last === "string" ? last : (last?.key ?? "")),
      NextUploadIdMarker: typeof last === "object" ? last.id : "",
      Uploads: uploads.length
        ? uploads.map((upload) => ({
            UploadId: upload.id,
            Key: encode(upload.key),
            Initiated: new Date(upload.initiatedAt),
            StorageClass: upload.properties.storageClass as "STANDARD",
            Owner: ownerOf(bucket.account),
            Initiator: { ID: upload.initiator.arn, DisplayName: upload.initiator.id },
            ...(upload.algorithm ? { ChecksumAlgorithm: upload.algorithm, ChecksumType: upload.checksumType } : {}),
          }))
        : undefined,
      CommonPrefixes: prefixes.length ? prefixes.map((prefix) => ({ Prefix: encode(prefix) })) : undefined,
    };
  },
});

/** Uploads after the markers of the request, by key and then by age; common prefixes as strings. */
function collect(uploads: Upload[], input: Input): (Upload | string)[] {
  const { Prefix = "", Delimiter = "", KeyMarker = "", UploadIdMarker = "" } = input;
  const sorted = uploads.sort((a, b) => compareKeys(a.key, b.key) || a.initiatedAt - b.initiatedAt);
  const marked = sorted.findIndex((upload) => upload.id === UploadIdMarker && upload.key === KeyMarker);
  if (KeyMarker && UploadIdMarker && marked === -1)
    throw invalidArgument("Invalid uploadId marker", "upload-id-marker", UploadIdMarker);
  const entries: (Upload | string)[] = [];
  for (const [index, upload] of sorted.entries()) {
    const isAfter = marked === -1 ? !KeyMarker || compareKeys(upload.key, KeyMarker) > 0 : index > marked;
    if (!upload.key.startsWith(Prefix) || !isAfter) continue;
    const group = groupOf(upload.key, Prefix, Delimiter);
    if (group === undefined) entries.push(upload);
    else if (group !== entries.at(-1) && !KeyMarker.startsWith(group)) entries.push(group);
  }
  return entries;
}
