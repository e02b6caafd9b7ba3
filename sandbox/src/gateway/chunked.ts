import { AwsError } from "../core/errors.ts";
import type { HttpRequest } from "../core/http.ts";
import type { Credential } from "../core/credentials.ts";
import { chunkSignature, type Signature } from "./sigv4.ts";

// Source: Amazon S3 API Reference, "Transferring payload in multiple chunks", read 2026-11-21.
const SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

export function isChunked(request: HttpRequest): boolean {
  return (
    /\baws-chunked\b/.test(request.headers["content-encoding"] ?? "") ||
    (request.headers["x-amz-content-sha256"] ?? "").startsWith("STREAMING-")
  );
}

/** The request with its aws-chunked framing taken off: plain body, trailers (checksums) as headers. Signed chunks are verified. */
export function unchunk(
  request: HttpRequest,
  credential: Credential | undefined,
  signature: Signature | undefined,
): HttpRequest {
  const { body } = request;
  const isSigned = (request.headers["x-amz-content-sha256"] ?? "").startsWith(SIGNED);
  let previous = signature?.signature ?? "";
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = body.indexOf("\r\n", position);
    if (lineEnd < 0) throw incomplete();
    const [size, extension] = body.toString("latin1", position, lineEnd).split(";") as [string, string?];
    const length = /^[0-9a-f]+$/i.test(size) ? parseInt(size, 16) : NaN;
    if (Number.isNaN(length) || lineEnd + 2 + length > body.length) throw incomplete();
    const chunk = body.subarray(lineEnd + 2, lineEnd + 2 + length);
    if (isSigned && credential && signature) {
      const expected = chunkSignature(credential.secretAccessKey, signature, previous, chunk);
      if (extension !== `chunk-signature=${expected}`)
        throw new AwsError(
          "SignatureDoesNotMatch",
          "The chunk signature we calculated does not match the signature you provided.",
          { status: 403 },
        );
      previous = expected;
    }
    position = lineEnd + 2 + length;
    if (length === 0) break;
    chunks.push(chunk);
    position += 2;
  }

  const headers = { ...request.headers };
  for (const line of body.toString("utf8", position).split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  const plain = Buffer.concat(chunks);
  const declared = headers["x-amz-decoded-content-length"];
  if (declared !== undefined && Number(declared) !== plain.length) throw incomplete();
  const encodings = (headers["content-encoding"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name && name !== "aws-chunked");
  if (encodings.length) headers["content-encoding"] = encodings.join(", ");
  else delete headers["content-encoding"];
  headers["content-length"] = String(plain.length);
  return { ...request, headers, body: plain };
}

function incomplete(): AwsError {
  return new AwsError("IncompleteBody", "The request body terminated unexpectedly", { status: 400 });
}
