import type { ListPartsCommandInput, ListPartsCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onObject, openBucket } from "../access.ts";
import { checksumMembers } from "../checksum.ts";
import { pageSize } from "../list-access.ts";
import { ownerOf } from "../object-answer.ts";
import { findUpload } from "../upload.ts";

export const listParts = operation<ListPartsCommandInput, ListPartsCommandOutput>({
  accepts: ["Bucket", "Key", "UploadId", "MaxParts", "PartNumberMarker", "ExpectedBucketOwner"],
  access: (input, context) => [onObject("s3:ListMultipartUploadParts", input.Bucket, input.Key, context)],
  run(input, context) {
    const bucket = openBucket(context, input);
    const upload = findUpload(bucket, input);
    const MaxParts = pageSize(input.MaxParts, "max-parts");
    const marker = Number(input.PartNumberMarker || 0);
    const left = [...upload.parts.values()].filter((part) => part.number > marker).sort((a, b) => a.number - b.number);
    const page = left.slice(0, MaxParts);
    return {
      Bucket: bucket.name,
      Key: upload.key,
      UploadId: upload.id,
      PartNumberMarker: String(marker),
      NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
      MaxParts,
      IsTruncated: page.length < left.length,
      Parts: page.length
        ? page.map((part) => {
            const { ChecksumType: _type, ...checksums } = upload.algorithm ? checksumMembers(part.checksum) : {};
            return {
              PartNumber: part.number,
              LastModified: new Date(part.lastModified),
              ETag: `"${part.etag}"`,
              Size: part.body.length,
              ...checksums,
            };
          })
        : undefined,
      Initiator: { ID: upload.initiator.arn, DisplayName: upload.initiator.id },
      Owner: ownerOf(bucket.account),
      StorageClass: upload.properties.storageClass as "STANDARD",
      ...(upload.algorithm ? { ChecksumAlgorithm: upload.algorithm, ChecksumType: upload.checksumType } : {}),
    };
  },
});
