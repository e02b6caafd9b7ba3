import { randomBytes } from "node:crypto";
import type { Algorithm, Checksum, ChecksumType } from "./checksum.ts";
import type { Bucket } from "./bucket.ts";
import * as errors from "./errors.ts";
import type { ObjectProperties } from "./object.ts";

export interface Part {
  number: number;
  body: Buffer;
  /** MD5 in hex. */
  etag: string;
  checksum: Checksum;
  lastModified: number;
}

/** A multipart upload that is neither complete nor aborted. */
export interface Upload {
  id: string;
  key: string;
  initiatedAt: number;
  /** The key's `lastChange` when the upload began. */
  keyChange: number;
  /** ARN and id of who began it. */
  initiator: { arn: string; id: string };
  properties: ObjectProperties;
  /** What CreateMultipartUpload asked for; without it, parts may come with any and the object gets S3's default. */
  algorithm: Algorithm | undefined;
  checksumType: ChecksumType | undefined;
  parts: Map<number, Part>;
}

export function createUploadId(): string {
  return randomBytes(96).toString("base64url");
}

export function findUpload(bucket: Bucket, input: { Key?: string | undefined; UploadId?: string | undefined }): Upload {
  const upload = bucket.uploads.get(input.UploadId ?? "");
  if (!upload || upload.key !== input.Key) throw errors.noSuchUpload(input.UploadId ?? "");
  return upload;
}

/** The checksum type of an upload, as S3 chooses or refuses it. */
export function chooseChecksumType(
  algorithm: Algorithm | undefined,
  asked: string | undefined,
): ChecksumType | undefined {
  if (!algorithm) {
    if (asked)
      throw errors.invalidRequest(
        "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
      );
    return undefined;
  }
  const type = (asked ?? (algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE")) as ChecksumType;
  if ((algorithm === "CRC64NVME" && type === "COMPOSITE") || (algorithm.startsWith("SHA") && type === "FULL_OBJECT"))
    throw errors.invalidRequest(
      `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  return type;
}
