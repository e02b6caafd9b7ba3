import type { PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { OperationContext } from "../../core/service.ts";
import { openBucket } from "./access.ts";
import { toBuffer, type WithBody } from "./body.ts";
import type { Bucket } from "./bucket.ts";
import { md5, verifiedChecksum, verifyMd5 } from "./checksum.ts";
import { chooseEncryption } from "./encryption.ts";
import { checkKey } from "./key.ts";
import { notify } from "./notification/notify.ts";
import { createObject, readProperties, type StoredObject } from "./object.ts";
import { checkWrite } from "./precondition.ts";

/** Makes an object of the bytes of one request: a PutObject, or a browser's upload. */
export function putNewObject(
  input: WithBody<PutObjectCommandInput>,
  name: "ObjectCreated:Put" | "ObjectCreated:Post",
  context: OperationContext,
): { bucket: Bucket; object: StoredObject } {
  const bucket = openBucket(context, input);
  const key = input.Key!;
  checkKey(key);
  const properties = readProperties("PutObject", input, chooseEncryption("PutObject", input, bucket));
  checkWrite(bucket.current(key), key, input);
  const body = toBuffer(input.Body);
  const contentMd5 = md5(body);
  verifyMd5(input.ContentMD5, contentMd5);
  const checksum = verifiedChecksum(input, body);

  const object = createObject({ key, versionId: bucket.nextVersionId(), now: context.clock.now() }, properties, {
    body,
    checksum,
    etag: contentMd5.toString("hex"),
  });
  bucket.add(object);
  notify(bucket, { name, version: object }, context);
  return { bucket, object };
}
