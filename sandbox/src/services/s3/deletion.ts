import type { Bucket } from "./bucket.ts";
import * as errors from "./errors.ts";
import { isVersionId } from "./object-answer.ts";

/** Deletes a version for good, or the current object: behind a delete marker where versions are kept. A missing key is no error. */
export function deleteVersion(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
  now: number,
): { DeleteMarker?: boolean; VersionId?: string } {
  if (versionId === undefined) {
    const marker = bucket.delete(key, Math.floor(now / 1000) * 1000);
    return marker ? { DeleteMarker: true, VersionId: marker.versionId } : {};
  }
  if (!isVersionId(versionId)) throw errors.invalidArgument("Invalid version id specified", "versionId", versionId);
  const version = bucket.versions(key).find((candidate) => candidate.versionId === versionId);
  bucket.remove(key, versionId);
  return { ...(version?.kind === "marker" ? { DeleteMarker: true } : {}), VersionId: versionId };
}
