import { NotEmulated } from "../../core/errors.ts";
import type { Algorithm, Checksum } from "./checksum.ts";
import { md5 } from "./checksum.ts";
import { type Encryption, etagFor } from "./encryption.ts";
import * as errors from "./errors.ts";
import { METADATA_BYTES } from "./limits.ts";
import { parseTagging } from "./tagging.ts";

interface ContentHeaders {
  CacheControl?: string | undefined;
  ContentDisposition?: string | undefined;
  ContentEncoding?: string | undefined;
  ContentLanguage?: string | undefined;
  ContentType?: string | undefined;
  Expires?: Date | undefined;
}

export interface ObjectPart {
  number: number;
  start: number;
  size: number;
  checksum: { algorithm: Algorithm; value: string };
}

export interface StoredObject {
  kind: "object";
  key: string;
  versionId: string;
  lastModified: number;
  body: Buffer;
  /** Without quotes. */
  etag: string;
  headers: ContentHeaders;
  metadata: Record<string, string>;
  storageClass: string;
  encryption: Encryption;
  tags: Map<string, string>;
  checksum: Checksum;
  /** Of a multipart upload. */
  parts: ObjectPart[] | undefined;
}

interface DeleteMarker {
  kind: "marker";
  key: string;
  versionId: string;
  lastModified: number;
}

export type Version = StoredObject | DeleteMarker;

/** What a request says about an object beside its bytes; kept by a multipart upload until it is complete. */
export interface ObjectProperties {
  headers: ContentHeaders;
  metadata: Record<string, string>;
  storageClass: string;
  encryption: Encryption;
  tags: Map<string, string>;
}

const KEPT_CLASSES = [
  "STANDARD",
  "REDUCED_REDUNDANCY",
  "STANDARD_IA",
  "ONEZONE_IA",
  "INTELLIGENT_TIERING",
  "GLACIER_IR",
  "GLACIER",
  "DEEP_ARCHIVE",
];
/** Classes whose objects must be restored before they are read, which RestoreObject does not do here. */
export const ARCHIVE_CLASSES = ["GLACIER", "DEEP_ARCHIVE"];

interface PropertiesInput extends ContentHeaders {
  Metadata?: Record<string, string> | undefined;
  StorageClass?: string | undefined;
  Tagging?: string | undefined;
  ACL?: string | undefined;
}

export function readProperties(operation: string, input: PropertiesInput, encryption: Encryption): ObjectProperties {
  // With ACLs disabled, S3 takes only the canned ACL that says what holds anyway.
  if (input.ACL !== undefined && input.ACL !== "bucket-owner-full-control") throw errors.aclNotSupported();
  const metadata = input.Metadata ?? {};
  const size = Object.entries(metadata).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (size > METADATA_BYTES) throw errors.metadataTooLarge(size, METADATA_BYTES);
  const { CacheControl, ContentDisposition, ContentEncoding, ContentLanguage, ContentType, Expires } = input;
  return {
    headers: {
      CacheControl,
      ContentDisposition,
      ContentEncoding,
      ContentLanguage,
      ContentType: ContentType || "binary/octet-stream",
      Expires,
    },
    metadata,
    storageClass: readStorageClass(operation, input.StorageClass),
    encryption,
    tags: parseTagging(input.Tagging),
  };
}

function readStorageClass(operation: string, storageClass = "STANDARD"): string {
  if (KEPT_CLASSES.includes(storageClass)) return storageClass;
  if (storageClass === "EXPRESS_ONEZONE") throw new NotEmulated(`s3 ${operation} StorageClass ${storageClass}`);
  throw errors.invalidStorageClass(storageClass);
}

/** A new object. Times of S3 have whole seconds. */
export function createObject(
  identity: { key: string; versionId: string; now: number },
  properties: ObjectProperties,
  content: { body: Buffer; checksum: Checksum; etag?: string; parts?: ObjectPart[] },
): StoredObject {
  return {
    kind: "object",
    key: identity.key,
    versionId: identity.versionId,
    lastModified: Math.floor(identity.now / 1000) * 1000,
    ...properties,
    body: content.body,
    etag: etagFor(properties.encryption, content.etag ?? md5(content.body).toString("hex")),
    checksum: content.checksum,
    parts: content.parts,
  };
}
