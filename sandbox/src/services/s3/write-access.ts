import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { onObject } from "./access.ts";
import { parseTagging, requestTagConditions } from "./tagging.ts";

/** What PutObject, CopyObject and CreateMultipartUpload say about the object they make. */
export const PROPERTY_MEMBERS = [
  "Bucket",
  "Key",
  "ACL",
  "CacheControl",
  "ContentDisposition",
  "ContentEncoding",
  "ContentLanguage",
  "ContentType",
  "Expires",
  "Metadata",
  "ServerSideEncryption",
  "SSEKMSKeyId",
  "BucketKeyEnabled",
  "StorageClass",
  "Tagging",
  "ExpectedBucketOwner",
] as const;

interface WriteInput {
  Bucket?: string | undefined;
  Key?: string | undefined;
  ACL?: string | undefined;
  ServerSideEncryption?: string | undefined;
  SSEKMSKeyId?: string | undefined;
  StorageClass?: string | undefined;
  Tagging?: string | undefined;
  IfMatch?: string | undefined;
  IfNoneMatch?: string | undefined;
}

/** s3:PutObject with its condition keys, and s3:PutObjectTagging where tags come along. */
export function onNewObject(input: WriteInput, context: OperationContext): AccessRequest[] {
  const tags = parseTagging(input.Tagging);
  const conditions = {
    ...requestTagConditions(tags),
    ...definedOnly({
      "s3:x-amz-acl": input.ACL,
      "s3:x-amz-server-side-encryption": input.ServerSideEncryption,
      "s3:x-amz-server-side-encryption-aws-kms-key-id": input.SSEKMSKeyId,
      "s3:x-amz-storage-class": input.StorageClass,
      "s3:if-match": input.IfMatch,
      "s3:if-none-match": input.IfNoneMatch,
    }),
  };
  const requests = [onObject("s3:PutObject", input.Bucket, input.Key, context, conditions)];
  if (tags.size)
    requests.push(onObject("s3:PutObjectTagging", input.Bucket, input.Key, context, requestTagConditions(tags)));
  return requests;
}

function definedOnly(conditions: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(conditions).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
