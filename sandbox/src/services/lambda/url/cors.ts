import type { Cors } from "@aws-sdk/client-lambda";
import type { HttpRequest, HttpResponse } from "../../../core/http.ts";

/**
 * The headers that a URL with a CORS configuration adds to every answer, in place of the function's own of these names.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html, "Cross-origin resource sharing" (2026-11)
 */
export const CORS_HEADER = /^access-control-/i;

export function corsHeaders(request: HttpRequest, cors: Cors): Record<string, string> {
  const origin = request.headers["origin"];
  if (origin === undefined || !allowsOrigin(cors, origin)) return {};
  return {
    "access-control-allow-origin": cors.AllowOrigins!.includes("*") && !cors.AllowCredentials ? "*" : origin,
    ...(cors.AllowCredentials ? { "access-control-allow-credentials": "true" } : {}),
    ...(cors.ExposeHeaders?.length ? { "access-control-expose-headers": cors.ExposeHeaders.join(",") } : {}),
    vary: "Origin",
  };
}

/** Lambda's own answer to a preflight request; undefined for every other request. */
export function preflight(request: HttpRequest, cors: Cors | undefined): HttpResponse | undefined {
  const method = request.headers["access-control-request-method"];
  if (!cors || request.method !== "OPTIONS" || method === undefined) return undefined;
  const allowsMethod = cors.AllowMethods?.some((one) => one === "*" || one === method) ?? false;
  const asked = (request.headers["access-control-request-headers"] ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter(Boolean);
  const allowed = new Set(cors.AllowHeaders?.map((name) => name.toLowerCase()));
  const headers = asked.filter((name) => allowed.has("*") || allowed.has(name));
  const shared = corsHeaders(request, cors);
  if (!Object.keys(shared).length) return { status: 200, headers: {}, body: "" };
  return {
    status: 200,
    headers: {
      ...shared,
      ...(allowsMethod ? { "access-control-allow-methods": cors.AllowMethods!.join(",") } : {}),
      ...(headers.length ? { "access-control-allow-headers": headers.join(",") } : {}),
      ...(cors.MaxAge === undefined ? {} : { "access-control-max-age": String(cors.MaxAge) }),
    },
    body: "",
  };
}

/** Origins are exact, "*", or a pattern with one star for a label: https://*.example.com. */
function allowsOrigin({ AllowOrigins = [] }: Cors, origin: string): boolean {
  return AllowOrigins.some((allowed) => {
    const pattern = allowed
      .split("*")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*");
    return new RegExp(`^${pattern}$`, "i").test(origin);
  });
}
