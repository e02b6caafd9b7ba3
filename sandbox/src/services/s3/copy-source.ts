import * as errors from "./errors.ts";

export interface CopySource {
  Bucket: string;
  Key: string;
  VersionId: string | undefined;
}

/** Reads x-amz-copy-source: `bucket/key`, URL-encoded, with or without a leading slash, `?versionId=` behind it. */
export function parseCopySource(header: string | undefined): CopySource {
  const [path = "", version] = (header ?? "").split(/\?versionId=/);
  if (path.startsWith("arn:")) throw invalid();
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decode(path));
  if (!match) throw invalid();
  return { Bucket: match[1]!, Key: match[2]!, VersionId: version };
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalid();
  }
}

function invalid() {
  return errors.invalidArgument("Invalid copy source object key", "x-amz-copy-source", "x-amz-copy-source");
}
