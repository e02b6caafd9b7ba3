import type { HttpResponse } from "../../../core/http.ts";
import type { ApiRequest } from "../../../core/service.ts";
import type { Bucket } from "../bucket.ts";
import { ownerOf } from "../object-answer.ts";

/** What a request did, as one line: https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html (2026-11). */
export function logLine(
  bucket: Bucket,
  request: ApiRequest,
  response: HttpResponse,
  facts: { requester: string | undefined; requestId: string; at: Date; durationMs: number },
): string {
  const { method, headers, rawQuery, pathInBucket } = request;
  const key = decodeURIComponent(pathInBucket.replace(/^\//, ""));
  const object = key ? bucket.current(key) : undefined;
  const uri = `${method} ${request.path}${rawQuery ? `?${rawQuery}` : ""} HTTP/1.1`;
  const body = typeof response.body === "string" ? response.body : "";
  const sent = typeof response.body === "string" || response.body instanceof Uint8Array ? response.body.length : 0;
  const isSigned = facts.requester !== undefined;
  return [
    ownerOf(bucket.account).ID,
    bucket.name,
    `[${timeText(facts.at)}]`,
    request.remoteAddress.replace(/^::ffff:/, ""),
    facts.requester,
    facts.requestId,
    `REST.${method}.${resourceType(request, key)}`,
    // Twice encoded, as AWS does.
    key ? encodeURIComponent(encodeURIComponent(key).replaceAll("%2F", "/")).replaceAll("%2F", "/") : undefined,
    `"${uri}"`,
    response.status,
    response.status < 400 ? undefined : /<Code>([^<]*)<\/Code>/.exec(body)?.[1],
    sent || undefined,
    object?.body.length,
    Math.ceil(facts.durationMs),
    Math.ceil(facts.durationMs),
    `"${headers["referer"] ?? "-"}"`,
    `"${headers["user-agent"] ?? "-"}"`,
    bucket.versioning && object ? object.versionId : undefined,
    "sandbox",
    isSigned ? "SigV4" : undefined,
    undefined,
    isSigned ? (headers["authorization"] ? "AuthHeader" : "QueryString") : undefined,
    headers["host"],
    undefined,
    undefined,
    undefined,
  ]
    .map((field) => field ?? "-")
    .join(" ");
}

/** Parts of a query that name what a request is about, as logs name them. */
const RESOURCES: [parameter: string, ofBucket: string, ofObject?: string][] = [
  ["acl", "ACL", "ACL"],
  ["cors", "CORS"],
  ["encryption", "ENCRYPTION"],
  ["delete", "MULTI_OBJECT_DELETE"],
  ["lifecycle", "LIFECYCLE"],
  ["location", "LOCATION"],
  ["logging", "LOGGING_STATUS"],
  ["notification", "NOTIFICATION"],
  ["ownershipControls", "OWNERSHIP_CONTROLS"],
  ["policy", "BUCKETPOLICY"],
  ["policyStatus", "BUCKETPOLICYSTATUS"],
  ["publicAccessBlock", "PUBLIC_ACCESS_BLOCK"],
  ["tagging", "TAGGING", "OBJECT_TAGGING"],
  ["uploads", "UPLOADS", "UPLOADS"],
  ["uploadId", "UPLOAD", "UPLOAD"],
  ["versioning", "VERSIONING"],
  ["versions", "BUCKETVERSIONS"],
  ["website", "WEBSITE"],
];

function resourceType({ query, method }: ApiRequest, key: string): string {
  if (method === "PUT" && query.has("partNumber")) return "PART";
  const named = RESOURCES.find(([parameter]) => query.has(parameter));
  if (named) return (key ? named[2] : named[1]) ?? "OBJECT";
  if (method === "OPTIONS") return "PREFLIGHT";
  return key ? "OBJECT" : "BUCKET";
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 06/Feb/2019:00:00:38 +0000 */
function timeText(date: Date): string {
  const iso = date.toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[date.getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
