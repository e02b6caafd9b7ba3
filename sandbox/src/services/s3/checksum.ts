import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c, crc64nvme } from "./crc.ts";
import * as errors from "./errors.ts";

const ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const;
export type Algorithm = (typeof ALGORITHMS)[number];
export type ChecksumType = "FULL_OBJECT" | "COMPOSITE";

export interface Checksum {
  algorithm: Algorithm;
  type: ChecksumType;
  /** Base64; a composite one ends with `-<number of parts>`. */
  value: string;
}

type ChecksumMembers = { [member in `Checksum${Algorithm}`]?: string | undefined };

export function digest(algorithm: Algorithm, body: Uint8Array): Buffer {
  switch (algorithm) {
    case "CRC32":
      return uint32(crc32(body));
    case "CRC32C":
      return uint32(crc32c(body));
    case "CRC64NVME":
      return crc64nvme(body);
    case "SHA1":
    case "SHA256":
      return createHash(algorithm.toLowerCase()).update(body).digest();
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function md5(body: Uint8Array): Buffer {
  return createHash("md5").update(body).digest();
}

/** The algorithm a request asks for, as S3 checks its name. */
export function algorithmOf(name: string | undefined): Algorithm | undefined {
  if (name === undefined) return undefined;
  const algorithm = ALGORITHMS.find((known) => known === name.toUpperCase());
  if (!algorithm)
    throw errors.invalidRequest(
      `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${ALGORITHMS.join(", ")}]`,
    );
  return algorithm;
}

/** The checksum value that came with a request, if any. */
export function givenChecksum(input: ChecksumMembers): { algorithm: Algorithm; value: string } | undefined {
  const given = ALGORITHMS.flatMap((algorithm) => {
    const value = input[`Checksum${algorithm}`];
    return value === undefined ? [] : [{ algorithm, value }];
  });
  if (given.length > 1)
    throw errors.invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  return given[0];
}

/**
 * The checksum kept with a body: of the algorithm whose value was sent (and then verified), else of the one asked for, else S3's
 * default CRC64NVME.
 */
export function verifiedChecksum(
  input: ChecksumMembers & { ChecksumAlgorithm?: string | undefined },
  body: Uint8Array,
  fallback: Algorithm = "CRC64NVME",
): Checksum {
  const given = givenChecksum(input);
  const algorithm = given?.algorithm ?? algorithmOf(input.ChecksumAlgorithm) ?? fallback;
  const calculated = digest(algorithm, body);
  if (given) {
    const decoded = Buffer.from(given.value, "base64");
    if (decoded.length !== calculated.length || decoded.toString("base64") !== given.value)
      throw errors.invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`);
    if (!decoded.equals(calculated)) throw errors.badDigest(algorithm);
  }
  return { algorithm, type: "FULL_OBJECT", value: calculated.toString("base64") };
}

/** Checks Content-MD5 where it was sent. */
export function verifyMd5(given: string | undefined, calculated: Buffer): void {
  if (given === undefined) return;
  const decoded = Buffer.from(given, "base64");
  if (decoded.length !== 16 || decoded.toString("base64") !== given) throw errors.invalidDigest(given);
  if (!decoded.equals(calculated))
    throw errors.badDigest("Content-MD5", {
      CalculatedDigest: calculated.toString("base64"),
      ExpectedDigest: decoded.toString("hex"),
    });
}

/** The members an answer carries for a checksum. */
export function checksumMembers(checksum: Checksum | undefined): ChecksumMembers & { ChecksumType?: ChecksumType } {
  return checksum ? { [`Checksum${checksum.algorithm}`]: checksum.value, ChecksumType: checksum.type } : {};
}
