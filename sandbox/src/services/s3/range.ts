import * as errors from "./errors.ts";

export interface Range {
  start: number;
  /** Exclusive. */
  end: number;
}

/** Reads a Range header. Several ranges or another unit are ignored, as S3 does; one that cannot be satisfied is refused. */
export function parseRange(header: string | undefined, size: number): Range | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match || (!match[1] && !match[2])) return undefined;
  const [, first, last] = match;
  if (!first) {
    const length = Math.min(Number(last), size);
    if (length === 0) throw errors.invalidRange(header!, size);
    return { start: size - length, end: size };
  }
  const start = Number(first);
  if (last && Number(last) < start) return undefined;
  if (start >= size) throw errors.invalidRange(header!, size);
  return { start, end: last ? Math.min(Number(last) + 1, size) : size };
}

export function contentRange({ start, end }: Range, size: number): string {
  return `bytes ${start}-${end - 1}/${size}`;
}
