import { NotEmulated } from "../../core/errors.ts";
import * as errors from "./errors.ts";

/** Only the default is emulated: the bucket's owner owns every object, and ACLs are disabled. */
export function checkOwnership(ownership: string): void {
  if (!["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"].includes(ownership))
    throw errors.invalidArgument(`Invalid x-amz-object-ownership header: ${ownership}`, "x-amz-object-ownership");
  if (ownership !== "BucketOwnerEnforced") throw new NotEmulated(`s3 ObjectOwnership ${ownership} (ACLs are disabled)`);
}
