import type { GetObjectAttributesCommandInput, GetObjectAttributesCommandOutput } from "@aws-sdk/client-s3";
import { operation } from "../../../core/service.ts";
import { onExistingObject, openBucket } from "../access.ts";
import { checksumMembers } from "../checksum.ts";
import type { StoredObject } from "../object.ts";
import { findVersion, versionMember } from "../object-answer.ts";
import { pageSize } from "../list-access.ts";

export const getObjectAttributes = operation<GetObjectAttributesCommandInput, GetObjectAttributesCommandOutput>({
  accepts: ["Bucket", "Key", "VersionId", "ObjectAttributes", "MaxParts", "PartNumberMarker", "ExpectedBucketOwner"],
  access: (input, context) => [
    ...onExistingObject({ current: "s3:GetObject", version: "s3:GetObjectVersion" }, input, context),
    ...onExistingObject(
      { current: "s3:GetObjectAttributes", version: "s3:GetObjectVersionAttributes" },
      input,
      context,
    ),
  ],
  run(input, context) {
    const bucket = openBucket(context, input);
    const object = findVersion(bucket, input, "GET");
    const wants = (attribute: string) => input.ObjectAttributes!.some((asked) => asked === attribute);
    return {
      LastModified: new Date(object.lastModified),
      ...versionMember(bucket, object.versionId),
      ...(wants("ETag") ? { ETag: object.etag } : {}),
      ...(wants("Checksum") ? { Checksum: checksumMembers(object.checksum) } : {}),
      ...(wants("StorageClass") ? { StorageClass: object.storageClass as "STANDARD" } : {}),
      ...(wants("ObjectSize") ? { ObjectSize: object.body.length } : {}),
      ...(wants("ObjectParts") && object.parts ? { ObjectParts: describeParts(object, input) } : {}),
    };
  },
});

function describeParts(object: StoredObject, input: GetObjectAttributesCommandInput) {
  const parts = object.parts!;
  const MaxParts = pageSize(input.MaxParts, "max-parts");
  const after = Number(input.PartNumberMarker ?? 0);
  const page = parts.filter((part) => part.number > after).slice(0, MaxParts);
  const last = page.at(-1)?.number ?? 0;
  return {
    TotalPartsCount: parts.length,
    // Only composite checksums keep those of the parts.
    ...(object.checksum.type === "COMPOSITE"
      ? {
          Parts: page.map((part) => ({
            PartNumber: part.number,
            Size: part.size,
            [`Checksum${part.checksum.algorithm}`]: part.checksum.value,
          })),
          PartNumberMarker: String(after),
          NextPartNumberMarker: String(last),
          MaxParts,
          IsTruncated: last < (parts.at(-1)?.number ?? 0),
        }
      : {}),
  };
}
