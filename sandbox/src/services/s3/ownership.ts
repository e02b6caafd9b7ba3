import { NotEmulated } from "../../core/errors.ts";

export function isOwnership(ownership: string | undefined): ownership is string {
  return ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"].includes(ownership ?? "");
}

/** Only the default is emulated: the bucket's owner owns every object, and ACLs are disabled. */
export function refuseAcls(ownership: string): void {
  if (ownership !== "BucketOwnerEnforced") throw new NotEmulated(`s3 ObjectOwnership ${ownership} (ACLs are disabled)`);
}
