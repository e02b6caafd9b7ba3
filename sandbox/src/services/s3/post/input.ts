import type { PutObjectCommandInput } from "@aws-sdk/client-s3";
import { NotEmulated } from "../../../core/errors.ts";
import type { WithBody } from "../body.ts";
import * as errors from "../errors.ts";
import type { Form } from "./form.ts";

const MEMBERS: Record<string, keyof PutObjectCommandInput> = {
  acl: "ACL",
  "cache-control": "CacheControl",
  "content-type": "ContentType",
  "content-disposition": "ContentDisposition",
  "content-encoding": "ContentEncoding",
  "x-amz-storage-class": "StorageClass",
  "x-amz-server-side-encryption": "ServerSideEncryption",
  "x-amz-server-side-encryption-aws-kms-key-id": "SSEKMSKeyId",
  "x-amz-checksum-algorithm": "ChecksumAlgorithm",
  "x-amz-checksum-crc32": "ChecksumCRC32",
  "x-amz-checksum-crc32c": "ChecksumCRC32C",
  "x-amz-checksum-crc64nvme": "ChecksumCRC64NVME",
  "x-amz-checksum-sha1": "ChecksumSHA1",
  "x-amz-checksum-sha256": "ChecksumSHA256",
};

/** Fields that say nothing about the object. */
const OTHER =
  /^(key|policy|bucket|success_action_(redirect|status)|redirect|x-amz-(algorithm|credential|date|signature|security-token)|x-ignore-.*)$/;

/** The request PutObject would have got. Fields without a meaning to S3 are ignored by it too; those that begin with x-amz- have one. */
export function postInput({ fields, file }: Form, Key: string, Bucket: string): WithBody<PutObjectCommandInput> {
  const input: Record<string, unknown> = {};
  const Metadata: Record<string, string> = {};
  for (const [name, value] of fields) {
    const member = MEMBERS[name];
    if (member) input[member] = value;
    else if (name.startsWith("x-amz-meta-")) Metadata[name.slice("x-amz-meta-".length)] = value;
    else if (name === "expires") input["Expires"] = new Date(value);
    else if (name === "tagging") input["Tagging"] = readTagging(value);
    else if (name.startsWith("x-amz-") && !OTHER.test(name)) throw new NotEmulated(`s3 POST field ${name}`);
  }
  return { ...input, Bucket, Key, Metadata, Body: file };
}

/** Tags of a form are XML; those of a header, which PutObject takes, are form data. */
function readTagging(xml: string): string {
  if (!/^\s*(<\?xml[^>]*>\s*)?<Tagging[\s>]/.test(xml) || !/<\/Tagging>\s*$/.test(xml)) throw errors.malformedXml();
  const tags = [...xml.matchAll(/<Tag>\s*<Key>([^<]*)<\/Key>\s*<Value>([^<]*)<\/Value>\s*<\/Tag>/g)];
  return String(
    new URLSearchParams(tags.map(([, key, value]): [string, string] => [unescape(key!), unescape(value!)])),
  );
}

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&" };

function unescape(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity]!);
}
