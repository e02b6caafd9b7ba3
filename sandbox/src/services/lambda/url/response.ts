import type { HttpResponse } from "../../../core/http.ts";

type Head = Pick<HttpResponse, "status" | "headers">;

const JSON_TYPE = { "content-type": "application/json" };
const DELIMITER = Buffer.alloc(8);

/** What the result of a function means as HTTP (payload format 2.0). Anything without a statusCode is the body of a 200. */
export function bufferedResponse(payload: string): HttpResponse {
  let result: unknown;
  try {
    result = JSON.parse(payload);
  } catch {
    // A streaming handler behind a buffered URL may have written anything.
    return { status: 200, headers: JSON_TYPE, body: payload };
  }
  if (typeof result === "string") return { status: 200, headers: JSON_TYPE, body: result };
  if (result === null || typeof result !== "object" || !("statusCode" in result))
    return { status: 200, headers: JSON_TYPE, body: payload };
  const { body, isBase64Encoded } = result as { body?: unknown; isBase64Encoded?: unknown };
  const text = body === undefined || body === null ? "" : typeof body === "string" ? body : JSON.stringify(body);
  return { ...headOf(result), body: isBase64Encoded === true ? Buffer.from(text, "base64") : text };
}

/** Status, headers and cookies of a result or of a stream's prelude. */
function headOf(result: { statusCode?: unknown; headers?: unknown; cookies?: unknown }): Head {
  const headers: HttpResponse["headers"] = { ...JSON_TYPE };
  for (const [name, value] of Object.entries((result.headers as Record<string, unknown> | null | undefined) ?? {}))
    headers[name.toLowerCase()] = String(value);
  if (Array.isArray(result.cookies) && result.cookies.length) headers["set-cookie"] = result.cookies.map(String);
  const status = Number(result.statusCode ?? 200);
  if (!Number.isInteger(status) || status < 100 || status > 599) return { status: 502, headers: JSON_TYPE };
  return { status, headers };
}

/** The content type of a stream made with HttpResponseStream.from: JSON with status and headers, eight zero bytes, the body. */
const INTEGRATION_RESPONSE = "application/vnd.awslambda.http-integration-response";

/** Cuts the prelude off a stream that has one. Every other stream is the body of a 200. */
export class PreludeReader {
  head: Head | undefined;
  #pending = Buffer.alloc(0);

  /** The part of the body that comes with this chunk; empty while the prelude is not complete. */
  read(chunk: Buffer, contentType: string | undefined): Buffer {
    if (this.head) return chunk;
    if (contentType !== INTEGRATION_RESPONSE) {
      this.head = { status: 200, headers: { "content-type": contentType ?? "application/octet-stream" } };
      return chunk;
    }
    this.#pending = Buffer.concat([this.#pending, chunk]);
    const at = this.#pending.indexOf(DELIMITER);
    if (at < 0) return Buffer.alloc(0);
    this.head = headOf(JSON.parse(this.#pending.subarray(0, at).toString()) as object);
    return this.#pending.subarray(at + DELIMITER.length);
  }
}
