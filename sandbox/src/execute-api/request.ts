import { randomBytes } from "node:crypto";
import type { HttpRequest } from "../core/http.ts";

/** What a request to <id>.execute-api.<region>.amazonaws.com looks like to an integration; shared by HTTP and REST APIs. */

const HOP_BY_HOP = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "proxy-connection",
]);

/** Headers of the client without those of the connection, in lower case. */
export function clientHeaders(request: HttpRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

/** What the edge adds to the headers, by AWS's spelling. */
export function edgeHeaders(request: HttpRequest): Record<string, string> {
  return {
    "X-Amzn-Trace-Id": request.headers["x-amzn-trace-id"] ?? traceId(),
    "X-Forwarded-For": request.remoteAddress,
    "X-Forwarded-Port": "443",
    "X-Forwarded-Proto": "https",
  };
}

export function traceId(): string {
  return `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString("hex")}`;
}

/**
 * The header that goes on from an API that is traced: every request is sampled, unless its caller has decided.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader (2026-11)
 */
export function sampled(trace: string): string {
  if (/Sampled=[01]/.test(trace)) return trace;
  return `${/Root=[^;]+/.exec(trace)?.[0] ?? traceId()};Parent=${randomBytes(8).toString("hex")};Sampled=1`;
}

export function groupQuery(query: URLSearchParams): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const [name, value] of query) grouped.set(name, [...(grouped.get(name) ?? []), value]);
  return grouped;
}

export function lastValues(grouped: Iterable<[string, string[]]>): Record<string, string> {
  return Object.fromEntries([...grouped].map(([name, values]) => [name, values.at(-1)!]));
}

/** Percent-decoded; what is not valid stays as it came. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 12/Mar/2020:19:03:58 +0000 */
export function clfTime(time: Date): string {
  const [date, clock] = time.toISOString().split("T");
  const [year, month, day] = date!.split("-");
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${clock!.slice(0, 8)} +0000`;
}
