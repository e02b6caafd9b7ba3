import { gunzipSync, gzipSync, inflateSync } from "node:zlib";
import type { HttpResponse } from "../../../core/http.ts";
import type { Definition } from "../rest-api.ts";
import type { Exchange } from "./exchange.ts";

/** Whether the API lists the type; the wildcard stands for every type. */
export function isBinary(mediaType: string | undefined, { binaryMediaTypes }: Definition): boolean {
  if (binaryMediaTypes.includes("*/*")) return true;
  const plain = plainType(mediaType);
  return plain !== undefined && binaryMediaTypes.some((type) => type.toLowerCase() === plain);
}

/** "image/png" of "Image/PNG; q=0.8, text/html": the first, without parameters. */
export function plainType(header: string | undefined): string | undefined {
  return header?.split(",")[0]!.split(";")[0]!.trim().toLowerCase();
}

/**
 * The payload that a mapping or a backend gets.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html (2026-11)
 */
export function convertPayload(body: Buffer, isBinaryPayload: boolean, handling: string | undefined): Buffer {
  if (handling === "CONVERT_TO_BINARY" && !isBinaryPayload) return Buffer.from(body.toString(), "base64");
  if (handling === "CONVERT_TO_TEXT" && isBinaryPayload) return Buffer.from(body.toString("base64"));
  // Text that is not valid UTF-8 does not survive: recorded.
  return isBinaryPayload ? body : Buffer.from(body.toString());
}

/** An API with a minimum compression size compresses what is at least as large, for clients that understand it. */
export function compressed(response: HttpResponse, { definition, headers }: Exchange): HttpResponse {
  const { minimumCompressionSize } = definition;
  const { body } = response;
  if (minimumCompressionSize === undefined || !(typeof body === "string" || body instanceof Uint8Array))
    return response;
  const bytes = Buffer.from(body as Uint8Array);
  const accepts = headers.get("accept-encoding") ?? "";
  const isEncoded = Object.keys(response.headers).some((name) => name.toLowerCase() === "content-encoding");
  if (isEncoded || bytes.length < minimumCompressionSize || !/\bgzip\b/.test(accepts)) return response;
  return { ...response, headers: { ...response.headers, "Content-Encoding": "gzip" }, body: gzipSync(bytes) };
}

/** A compressed request is opened before it is mapped, when the API has a minimum compression size. */
export function decompressed(body: Buffer, { definition, headers }: Exchange): Buffer {
  if (definition.minimumCompressionSize === undefined) return body;
  switch (headers.get("content-encoding")?.toLowerCase()) {
    case "gzip":
      return gunzipSync(body);
    case "deflate":
      return inflateSync(body);
    default:
      return body;
  }
}
