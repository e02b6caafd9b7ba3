import type { HttpResponse } from "../core/http.ts";

/** A function's answer that is no answer of HTTP. */
export class MalformedResponse extends Error {}

/** Who reads the result: a REST API, or an HTTP API with one of its payload formats. */
type Dialect = "rest" | "1.0" | "2.0";

interface Shape {
  statusCode?: unknown;
  headers?: unknown;
  multiValueHeaders?: unknown;
  cookies?: unknown;
  body?: unknown;
  isBase64Encoded?: unknown;
}

const REST_MEMBERS = new Set(["statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded"]);

/**
 * The HTTP response that a function's result means; `isBase64Encoded` tells a REST API whether the body may be decoded.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, "Lambda function response" (2026-11)
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format (2026-11)
 */
export function responseOf(
  result: unknown,
  dialect: Dialect,
): HttpResponse & { body: string; isBase64Encoded: boolean } {
  const isObject = result !== null && typeof result === "object" && !Array.isArray(result);
  const shape: Shape = isObject ? result : {};
  if (dialect === "rest") checkMembers(isObject ? Object.keys(shape) : []);
  else if (shape.statusCode === undefined) {
    if (dialect === "1.0")
      throw new MalformedResponse("the result has no statusCode, which payload format 1.0 requires");
    // Format 2.0 infers: status 200, and the whole result is the body.
    const body = typeof result === "string" ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: { "content-type": "application/json" }, body, isBase64Encoded: false };
  }
  const headers = headersOf(shape, dialect);
  if (!Object.keys(headers).some((name) => name.toLowerCase() === "content-type"))
    headers["content-type"] = dialect === "rest" ? "application/json" : "text/plain;charset=UTF-8";
  return {
    status: statusOf(shape.statusCode ?? 200),
    headers,
    body: bodyOf(shape),
    isBase64Encoded: shape.isBase64Encoded === true,
  };
}

/** A REST API refuses what it does not know; a result with known members only may leave out the status. */
function checkMembers(members: string[]): void {
  if (!members.length) throw new MalformedResponse("the result is no object with statusCode, headers or body");
  const unknown = members.filter((member) => !REST_MEMBERS.has(member));
  if (unknown.length) throw new MalformedResponse(`the result has the unknown member ${unknown[0]}`);
}

function statusOf(value: unknown): number {
  const status = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 100 || status > 599)
    throw new MalformedResponse(`statusCode ${JSON.stringify(value)} is no HTTP status`);
  return status;
}

function bodyOf({ body }: Shape): string {
  if (body === undefined || body === null) return "";
  if (typeof body !== "string") throw new MalformedResponse(`body is a value of type ${typeof body}, not a string`);
  return body;
}

function headersOf(shape: Shape, dialect: Dialect): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  const spelling = (name: string) => (dialect === "rest" ? name : name.toLowerCase());
  for (const [name, value] of Object.entries(recordOf(shape.headers, "headers")))
    headers[spelling(name)] = textOf(value, name);
  if (dialect !== "2.0")
    for (const [name, values] of Object.entries(recordOf(shape.multiValueHeaders, "multiValueHeaders"))) {
      if (!Array.isArray(values)) throw new MalformedResponse(`multiValueHeaders.${name} is no list`);
      const single = Object.keys(headers).find((other) => other.toLowerCase() === name.toLowerCase());
      const texts = values.map((value) => textOf(value, name));
      // Recorded: a REST API puts the single value after the others, unless it is one of them.
      if (dialect === "rest" && single && !texts.includes(headers[single] as string))
        texts.push(headers[single] as string);
      if (single) delete headers[single];
      headers[spelling(name)] = texts;
    }
  if (dialect === "2.0" && shape.cookies !== undefined) {
    if (!Array.isArray(shape.cookies)) throw new MalformedResponse("cookies is no list");
    headers["set-cookie"] = shape.cookies.map((cookie) => textOf(cookie, "cookies"));
  }
  return headers;
}

function recordOf(value: unknown, member: string): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw new MalformedResponse(`${member} is no object`);
  return value as Record<string, unknown>;
}

function textOf(value: unknown, name: string): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new MalformedResponse(`the header ${name} is neither text, number nor boolean`);
}
