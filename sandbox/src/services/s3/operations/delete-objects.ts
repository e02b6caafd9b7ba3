import type {
  DeletedObject,
  DeleteObjectCommandInput,
  DeleteObjectsCommandInput,
  DeleteObjectsCommandOutput,
  _Error as DeleteError,
  ObjectIdentifier,
} from "@aws-sdk/client-s3";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import { operation, type OperationContext } from "../../../core/service.ts";
import { openBucket } from "../access.ts";
import * as errors from "../errors.ts";
import { DELETE_MAX } from "../limits.ts";

export const deleteObjects = operation<DeleteObjectsCommandInput, DeleteObjectsCommandOutput>({
  accepts: ["Bucket", "Delete", "ChecksumAlgorithm", "ExpectedBucketOwner"],
  // Each key is a DeleteObject of its own, with its own decision; a denied one is an entry in Errors.
  access: () => [],
  async run(input, context) {
    openBucket(context, input);
    const { Objects = [], Quiet } = input.Delete!;
    if (!Objects.length || Objects.length > DELETE_MAX) throw errors.malformedXml();
    const Deleted: DeletedObject[] = [];
    const Errors: DeleteError[] = [];
    for (const object of Objects) {
      if (object.LastModifiedTime || object.Size !== undefined)
        throw new NotEmulated("s3 DeleteObjects Delete.Objects with LastModifiedTime or Size");
      try {
        Deleted.push(await deleteOne(input.Bucket!, object, context));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        Errors.push({ Key: object.Key, VersionId: object.VersionId, Code: error.code, Message: error.message });
      }
    }
    return { ...(Quiet ? {} : { Deleted }), ...(Errors.length ? { Errors } : {}) };
  },
});

async function deleteOne(
  Bucket: string,
  { Key, VersionId, ETag }: ObjectIdentifier,
  context: OperationContext,
): Promise<DeletedObject> {
  const result = await context.call<DeleteObjectCommandInput, { DeleteMarker?: boolean; VersionId?: string }>(
    "s3",
    "DeleteObject",
    { Bucket, Key, VersionId, IfMatch: ETag },
  );
  return {
    Key,
    ...(VersionId === undefined ? {} : { VersionId }),
    ...(result.DeleteMarker ? { DeleteMarker: true, DeleteMarkerVersionId: result.VersionId } : {}),
  };
}
