import { createHash, randomBytes } from "node:crypto";
import type { ServerSideEncryptionRule } from "@aws-sdk/client-s3";
import { formatArn } from "../../core/arn.ts";
import { NotEmulated } from "../../core/errors.ts";
import * as errors from "./errors.ts";

export interface BucketEncryption {
  algorithm: "AES256" | "aws:kms";
  bucketKey: boolean;
}

/** How one object is encrypted. `keyId` stands for the AWS managed key alias/aws/s3 of the account and Region. */
export type Encryption = { algorithm: "AES256" } | { algorithm: "aws:kms"; keyId: string; bucketKey: boolean };

interface EncryptionInput {
  ServerSideEncryption?: string | undefined;
  SSEKMSKeyId?: string | undefined;
  BucketKeyEnabled?: boolean | undefined;
}

type Owner = { account: string; region: string };

const MANAGED_KEY_ALIAS = "alias/aws/s3";

/** The ARN of the AWS managed key: any, but always the same one. */
function managedKeyArn({ account, region }: Owner): string {
  const hex = createHash("sha256").update(`${MANAGED_KEY_ALIAS} ${account} ${region}`).digest("hex");
  const id = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)];
  return formatArn({ service: "kms", account, region, resource: `key/${id.join("-")}` });
}

function isManagedKey(keyId: string, owner: Owner): boolean {
  return (
    keyId === MANAGED_KEY_ALIAS ||
    keyId === managedKeyArn(owner) ||
    keyId === formatArn({ service: "kms", ...pick(owner), resource: MANAGED_KEY_ALIAS })
  );
}

function pick({ account, region }: Owner): Owner {
  return { account, region };
}

/** The encryption of a new object: what the request says, else the bucket's default. */
export function chooseEncryption(
  operation: string,
  input: EncryptionInput,
  bucket: Owner & { encryption: BucketEncryption | undefined },
): Encryption {
  const algorithm = input.ServerSideEncryption ?? bucket.encryption?.algorithm ?? "AES256";
  if (algorithm === "AES256") return { algorithm };
  if (algorithm !== "aws:kms") throw new NotEmulated(`s3 ${operation} ServerSideEncryption ${algorithm}`);
  if (input.SSEKMSKeyId !== undefined && !isManagedKey(input.SSEKMSKeyId, bucket))
    throw new NotEmulated(`s3 ${operation} SSEKMSKeyId other than the AWS managed key ${MANAGED_KEY_ALIAS}`);
  return {
    algorithm,
    keyId: managedKeyArn(bucket),
    bucketKey: input.BucketKeyEnabled ?? bucket.encryption?.bucketKey ?? false,
  };
}

/** Reads the default encryption a PutBucketEncryption sets. */
export function readBucketEncryption(rules: ServerSideEncryptionRule[] | undefined, owner: Owner): BucketEncryption {
  const rule = rules?.[0];
  const byDefault = rule?.ApplyServerSideEncryptionByDefault;
  if (rules?.length !== 1 || !byDefault) throw errors.malformedXml();
  if (rule.BlockedEncryptionTypes) throw new NotEmulated("s3 PutBucketEncryption BlockedEncryptionTypes");
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId } = byDefault;
  if (algorithm === "AES256") {
    if (keyId !== undefined)
      throw errors.invalidArgument(
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
        "ApplyServerSideEncryptionByDefault",
      );
    return { algorithm, bucketKey: rule.BucketKeyEnabled ?? false };
  }
  if (algorithm !== "aws:kms") throw new NotEmulated(`s3 PutBucketEncryption SSEAlgorithm ${algorithm}`);
  if (keyId !== undefined && !isManagedKey(keyId, owner))
    throw new NotEmulated(`s3 PutBucketEncryption KMSMasterKeyID other than the AWS managed key ${MANAGED_KEY_ALIAS}`);
  return { algorithm, bucketKey: rule.BucketKeyEnabled ?? false };
}

/** The members an answer carries for an object's encryption. */
export function encryptionMembers(encryption: Encryption) {
  return encryption.algorithm === "AES256"
    ? { ServerSideEncryption: "AES256" as const }
    : {
        ServerSideEncryption: "aws:kms" as const,
        SSEKMSKeyId: encryption.keyId,
        ...(encryption.bucketKey ? { BucketKeyEnabled: true } : {}),
      };
}

/** Under KMS the ETag is no MD5 of the content; each upload gets another one. */
export function etagFor(encryption: Encryption, contentTag: string): string {
  if (encryption.algorithm === "AES256") return contentTag;
  const parts = /-\d+$/.exec(contentTag)?.[0] ?? "";
  return randomBytes(16).toString("hex") + parts;
}
