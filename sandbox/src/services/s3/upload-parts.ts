import { createHash } from "node:crypto";
import type { CompletedPart } from "@aws-sdk/client-s3";
import { type Checksum, digest, givenChecksum } from "./checksum.ts";
import * as errors from "./errors.ts";
import { PART_MIN_BYTES, PART_NUMBER_MAX } from "./limits.ts";
import { stripQuotes } from "./precondition.ts";
import type { Part, Upload } from "./upload.ts";

export function checkPartNumber(number: number): void {
  if (number < 1 || number > PART_NUMBER_MAX)
    throw errors.invalidArgument(
      `Part number must be an integer between 1 and ${PART_NUMBER_MAX}, inclusive`,
      "partNumber",
      String(number),
    );
}

/** The parts a CompleteMultipartUpload lists, checked in S3's order: they exist, ascend, are large enough, carry their checksums. */
export function chooseParts(upload: Upload, listed: CompletedPart[]): Part[] {
  if (!listed.length) throw errors.invalidRequest("You must specify at least one part");
  const parts = listed.map((entry, index) => {
    const number = entry.PartNumber ?? 0;
    if (index && number <= (listed[index - 1]!.PartNumber ?? 0)) throw errors.invalidPartOrder(upload.id);
    const part = upload.parts.get(number);
    const etag = stripQuotes(entry.ETag ?? "");
    if (!part || part.etag !== etag) throw errors.invalidPart(number, etag, upload.id);
    checkListedChecksum(upload, part, entry);
    return part;
  });
  const small = parts.slice(0, -1).find((part) => part.body.length < PART_MIN_BYTES);
  if (small) throw errors.entityTooSmall(small.number, small.etag, small.body.length, PART_MIN_BYTES);
  return parts;
}

function checkListedChecksum(upload: Upload, part: Part, entry: CompletedPart): void {
  const { algorithm, checksumType } = upload;
  const listed = givenChecksum(entry);
  if (!algorithm) {
    // An upload that was begun without checksums takes none in its end, not even right ones.
    if (listed) throw errors.invalidPart(part.number, part.etag, upload.id);
    return;
  }
  if (!listed) {
    if (checksumType === "FULL_OBJECT") return;
    throw errors.invalidRequest(
      `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${part.number} in the request.`,
    );
  }
  if (listed.algorithm !== algorithm || listed.value !== part.checksum.value)
    throw errors.badPartDigest(listed.algorithm.toLowerCase(), part.number);
}

/** MD5 of the parts' MD5s, and how many there are. */
export function multipartEtag(parts: Part[]): string {
  const hash = createHash("md5");
  for (const part of parts) hash.update(part.etag, "hex");
  return `${hash.digest("hex")}-${parts.length}`;
}

export function multipartChecksum(upload: Upload, parts: Part[], body: Buffer): Checksum {
  const algorithm = upload.algorithm ?? "CRC64NVME";
  if (upload.checksumType !== "COMPOSITE")
    return { algorithm, type: "FULL_OBJECT", value: digest(algorithm, body).toString("base64") };
  const values = Buffer.concat(parts.map((part) => Buffer.from(part.checksum.value, "base64")));
  return { algorithm, type: "COMPOSITE", value: `${digest(algorithm, values).toString("base64")}-${parts.length}` };
}
