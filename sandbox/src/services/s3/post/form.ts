import * as errors from "../errors.ts";

/** A browser's upload, taken apart: what stands before the file, and the file. */
export interface Form {
  /** Names in lower case, in the order they were sent. */
  fields: Map<string, string>;
  file: Buffer;
  /** Empty when the file came as a plain field. */
  filename: string;
}

const PART_HEADER = /^content-disposition:\s*form-data(.*)$/im;

/** Reads multipart/form-data. Fields after the file are ignored, as S3 does. */
export function parseForm(contentType: string | undefined, body: Buffer): Form {
  const boundary = /^multipart\/form-data\s*;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? "");
  if (!boundary) throw errors.preconditionFailed("Bucket POST must be of the enclosure-type multipart/form-data");
  const fields = new Map<string, string>();
  for (const part of partsOf(body, `--${boundary[1] ?? boundary[2]}`)) {
    const end = part.indexOf("\r\n\r\n");
    const disposition = PART_HEADER.exec(part.toString("utf8", 0, Math.max(end, 0)))?.[1];
    const name = parameter(disposition, "name")?.toLowerCase();
    if (end < 0 || name === undefined) throw errors.malformedPost();
    const content = part.subarray(end + 4);
    if (name === "file") return { fields, file: content, filename: parameter(disposition, "filename") ?? "" };
    fields.set(name, content.toString());
  }
  throw errors.postNeedsFile();
}

/** The bytes between two boundaries, without the line ends that belong to them. */
function* partsOf(body: Buffer, boundary: string): Generator<Buffer> {
  let start = body.indexOf(boundary);
  while (start >= 0) {
    const begin = start + boundary.length;
    if (body.toString("latin1", begin, begin + 2) === "--") return;
    const next = body.indexOf(`\r\n${boundary}`, begin);
    if (next < 0) throw errors.malformedPost();
    yield body.subarray(begin + 2, next);
    start = next + 2;
  }
}

function parameter(disposition: string | undefined, name: string): string | undefined {
  const match = new RegExp(String.raw`;\s*${name}=(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))`, "i").exec(disposition ?? "");
  return match ? (match[1] ?? match[2])?.replaceAll(/\\(.)/g, "$1") : undefined;
}
