import type { Bucket } from "./bucket.ts";
import * as errors from "./errors.ts";
import type { Version } from "./object.ts";
import { isVersionId } from "./object-answer.ts";

/** What a deletion did: the version that went, or the delete marker that came. Neither where the key was missing, which is no error. */
export interface Deletion {
  removed?: Version | undefined;
  marker?: Version | undefined;
}

/** Deletes a version for good, or the current object: behind a delete marker where versions are kept. */
export function deleteVersion(bucket: Bucket, key: string, versionId: string | undefined, now: number): Deletion {
  if (versionId === undefined) {
    const removed = bucket.current(key);
    const marker = bucket.delete(key, Math.floor(now / 1000) * 1000);
    return marker ? { marker } : { removed };
  }
  if (!isVersionId(versionId)) throw errors.invalidArgument("Invalid version id specified", "versionId", versionId);
  const removed = bucket.versions(key).find((candidate) => candidate.versionId === versionId);
  bucket.remove(key, versionId);
  return { removed };
}
