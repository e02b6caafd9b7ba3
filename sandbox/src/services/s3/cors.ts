import type { CORSRule } from "@aws-sdk/client-s3";
import type { HttpResponse } from "../../core/http.ts";
import type { ApiRequest } from "../../core/service.ts";
import type { Bucket } from "./bucket.ts";
import * as errors from "./errors.ts";
import { CORS_RULES } from "./limits.ts";

const METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD"];
const VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

/** Checks a configuration as S3 does. */
export function checkCorsRules(rules: CORSRule[] | undefined): CORSRule[] {
  if (!rules?.length || rules.length > CORS_RULES) throw errors.malformedXml();
  for (const { AllowedMethods = [], AllowedOrigins = [], AllowedHeaders = [], ExposeHeaders = [] } of rules) {
    for (const method of AllowedMethods)
      if (!METHODS.includes(method))
        throw errors.invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
    for (const origin of AllowedOrigins) checkWildcards("AllowedOrigin", origin);
    for (const header of AllowedHeaders) checkWildcards("AllowedHeader", header);
    for (const header of ExposeHeaders)
      if (header.includes("*"))
        throw errors.invalidRequest(
          `ExposeHeader "${header}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
        );
  }
  return rules;
}

function checkWildcards(member: string, value: string): void {
  if (value.split("*").length > 2)
    throw errors.invalidRequest(`${member} "${value}" can not have more than one wildcard.`);
}

/** The answer to an OPTIONS request, which needs no signature: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html (2026-11) and recordings. */
export function answerPreflight(request: ApiRequest, bucket: Bucket | undefined): HttpResponse {
  const { headers, pathInBucket } = request;
  const method = headers["access-control-request-method"];
  if (headers["origin"] === undefined) throw errors.originNeeded();
  const refusal = { Method: method ?? "OPTIONS", ResourceType: "BUCKET" };
  if (!bucket) throw errors.corsRefused("Bucket not found", refusal);
  if (!bucket.cors.length) throw errors.corsRefused("CORS is not enabled for this bucket.", refusal);
  if (method === undefined || !METHODS.includes(method)) throw errors.corsMethodInvalid(method);
  const found = corsHeaders(request, method, bucket.cors);
  if (!found)
    throw errors.corsRefused(errors.CORS_NOT_ALLOWED, {
      ...refusal,
      ResourceType: pathInBucket === "/" ? "BUCKET" : "OBJECT",
    });
  return { status: 200, headers: found, body: "" };
}

/** The headers by which the first rule that fits lets a page of another origin read the answer; undefined: none fits. */
export function corsHeaders(
  { headers }: Pick<ApiRequest, "headers">,
  method: string,
  rules: CORSRule[],
): Record<string, string> | undefined {
  const origin = headers["origin"];
  if (origin === undefined) return undefined;
  const asked = headers["access-control-request-headers"]
    ?.split(",")
    .map((header) => header.trim().toLowerCase())
    .filter((header) => header !== "");
  for (const { AllowedOrigins = [], AllowedMethods = [], AllowedHeaders = [], ...rule } of rules) {
    const allowed = AllowedOrigins.find((pattern) => matches(pattern, origin));
    if (allowed === undefined || !AllowedMethods.includes(method)) continue;
    if (asked?.some((header) => !AllowedHeaders.some((pattern) => matches(pattern.toLowerCase(), header)))) continue;
    return {
      ...(allowed === "*"
        ? { "access-control-allow-origin": "*" }
        : { "access-control-allow-origin": origin, "access-control-allow-credentials": "true" }),
      "access-control-allow-methods": AllowedMethods.join(", "),
      ...(asked?.length ? { "access-control-allow-headers": asked.join(", ") } : {}),
      ...(rule.ExposeHeaders?.length ? { "access-control-expose-headers": rule.ExposeHeaders.join(", ") } : {}),
      ...(rule.MaxAgeSeconds === undefined ? {} : { "access-control-max-age": String(rule.MaxAgeSeconds) }),
      vary: VARY,
    };
  }
  return undefined;
}

/** A pattern has at most one wildcard. */
function matches(pattern: string, text: string): boolean {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
