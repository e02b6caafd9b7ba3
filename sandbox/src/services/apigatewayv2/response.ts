import type { HttpResponse } from "../../core/http.ts";

/** A function's answer that is no answer of HTTP. */
export class MalformedResponse extends Error {}

interface Shape {
  statusCode?: unknown;
  headers?: unknown;
  multiValueHeaders?: unknown;
  cookies?: unknown;
  body?: unknown;
  isBase64Encoded?: unknown;
}

/**
 * The HTTP response that a function's result means.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html, "Lambda function response" (2026-11)
 */
export function responseOf(result: unknown, version: "1.0" | "2.0"): HttpResponse {
  const isObject = result !== null && typeof result === "object" && !Array.isArray(result);
  const shape: Shape = isObject ? result : {};
  if (shape.statusCode === undefined) {
    if (version === "1.0")
      throw new MalformedResponse("the result has no statusCode, which payload format 1.0 requires");
    // Format 2.0 infers: status 200, and the whole result is the body.
    const body = typeof result === "string" ? result : JSON.stringify(result ?? null);
    return { status: 200, headers: { "content-type": "application/json" }, body };
  }
  const headers = headersOf(shape, version);
  headers["content-type"] ??= "text/plain;charset=UTF-8";
  return { status: statusOf(shape.statusCode), headers, body: bodyOf(shape) };
}

function statusOf(value: unknown): number {
  const status = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof status !== "number" || !Number.isInteger(status) || status < 100 || status > 599)
    throw new MalformedResponse(`statusCode ${JSON.stringify(value)} is no HTTP status`);
  return status;
}

function bodyOf({ body, isBase64Encoded }: Shape): string | Uint8Array {
  if (body === undefined || body === null) return "";
  if (typeof body !== "string") throw new MalformedResponse(`body is a value of type ${typeof body}, not a string`);
  return isBase64Encoded === true ? Buffer.from(body, "base64") : body;
}

function headersOf(shape: Shape, version: "1.0" | "2.0"): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(recordOf(shape.headers, "headers")))
    headers[name.toLowerCase()] = textOf(value, name);
  if (version === "1.0")
    for (const [name, values] of Object.entries(recordOf(shape.multiValueHeaders, "multiValueHeaders"))) {
      if (!Array.isArray(values)) throw new MalformedResponse(`multiValueHeaders.${name} is no list`);
      headers[name.toLowerCase()] = values.map((value) => textOf(value, name));
    }
  if (version === "2.0" && shape.cookies !== undefined) {
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
