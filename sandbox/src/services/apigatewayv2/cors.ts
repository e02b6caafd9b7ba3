import type { Cors } from "@aws-sdk/client-apigatewayv2";
import type { HttpRequest, HttpResponse } from "../../core/http.ts";
import { badRequest } from "./errors.ts";

/** Header names answered to a browser. With a configuration, those of the integration do not count. */
export const CORS_HEADER = /^access-control-/;

export function checkCors(cors: Cors | undefined): void {
  if (cors?.AllowCredentials && cors.AllowOrigins?.includes("*"))
    throw badRequest("allow-credentials is not supported when origin is *");
}

/** A preflight request is answered by API Gateway itself, whether or not there is a route for it. */
export function preflight(request: HttpRequest, cors: Cors | undefined): HttpResponse | undefined {
  const isPreflight =
    request.method === "OPTIONS" && "origin" in request.headers && "access-control-request-method" in request.headers;
  if (!cors || !isPreflight) return undefined;
  const common = corsHeaders(request, cors);
  if (!Object.keys(common).length) return { status: 204, headers: {}, body: "" };
  return {
    status: 204,
    headers: {
      ...common,
      ...(cors.AllowMethods?.length ? { "access-control-allow-methods": cors.AllowMethods.join(",") } : {}),
      ...(cors.AllowHeaders?.length
        ? { "access-control-allow-headers": cors.AllowHeaders.join(",").toLowerCase() }
        : {}),
      ...(cors.MaxAge === undefined ? {} : { "access-control-max-age": String(cors.MaxAge) }),
    },
    body: "",
  };
}

/** The headers that go with every answer to an allowed origin; none for others, and none without Origin. */
export function corsHeaders({ headers }: HttpRequest, cors: Cors): Record<string, string> {
  const origin = headers["origin"];
  const allowed = origin === undefined ? undefined : allowedOrigin(origin, cors.AllowOrigins ?? []);
  if (allowed === undefined) return {};
  return {
    "access-control-allow-origin": allowed,
    ...(cors.AllowCredentials ? { "access-control-allow-credentials": "true" } : {}),
    ...(cors.ExposeHeaders?.length ? { "access-control-expose-headers": cors.ExposeHeaders.join(",") } : {}),
  };
}

/** "*", "https://*" and "http://*" are the wildcards that AWS knows. */
function allowedOrigin(origin: string, allowed: string[]): string | undefined {
  if (allowed.includes("*")) return "*";
  const scheme = origin.split("//")[0];
  return allowed.includes(origin) || allowed.includes(`${scheme}//*`) ? origin : undefined;
}
