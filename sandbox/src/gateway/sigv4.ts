import { createHmac, createSecretKey, hash, timingSafeEqual, type KeyObject } from "node:crypto";
import type { HttpRequest } from "../core/http.ts";

// Source: IAM User Guide, "Create a signed AWS API request", read 2026-11-21. Verified in sigv4.test.ts against the signatures of the SDK's own signer.

export interface Signature {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
  /** yyyymmddThhmmssZ */
  timestamp: string;
  sessionToken: string | undefined;
  /** Seconds a presigned URL lives; undefined for a signature in the headers. */
  expires: number | undefined;
}

const ALGORITHM = "AWS4-HMAC-SHA256";
/** Hex digits of SHA-256. No other word that stands in its place is as long. */
const HASH_LENGTH = 64;
const HEADER = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/;

/** The claimed credential scope, unverified. */
export function credentialScope(request: HttpRequest): { region: string; service: string } | undefined {
  const credential =
    /Credential=([^,\s]+)/.exec(request.headers["authorization"] ?? "")?.[1] ?? request.query.get("X-Amz-Credential");
  const parts = credential?.split("/");
  return parts && parts.length >= 5 ? { region: parts.at(-3)!, service: parts.at(-2)! } : undefined;
}

const QUERY = ["Algorithm", "Credential", "Signature", "Date", "SignedHeaders", "Expires"].map(
  (name) => `X-Amz-${name}`,
);

/** Why a signature cannot be read: its header, the parameters of a presigned URL that are missing, or its credential. */
type Unreadable = "malformed" | "incomplete-query" | "malformed-credential";

/** Reads the signature of a request from the Authorization header or the presigned query; `undefined`: unsigned. */
export function readSignature(request: HttpRequest): Signature | Unreadable | undefined {
  const { headers, query } = request;
  const authorization = headers["authorization"];
  if (authorization !== undefined) {
    const match = HEADER.exec(authorization.trim());
    const scope = match && scopeParts(match[1]!);
    const timestamp = headers["x-amz-date"];
    if (!match || !scope || !timestamp) return "malformed";
    return {
      ...scope,
      signedHeaders: match[2]!.split(";"),
      signature: match[3]!,
      timestamp,
      sessionToken: headers["x-amz-security-token"],
      expires: undefined,
    };
  }
  const given = QUERY.filter((name) => query.has(name));
  if (!given.length) return undefined;
  if (given.length < QUERY.length) return "incomplete-query";
  const scope = scopeParts(query.get("X-Amz-Credential") ?? "");
  const timestamp = query.get("X-Amz-Date");
  const expires = Number(query.get("X-Amz-Expires"));
  if (!scope) return "malformed-credential";
  if (!timestamp || query.get("X-Amz-Algorithm") !== ALGORITHM || !Number.isInteger(expires)) return "malformed";
  return {
    ...scope,
    signedHeaders: (query.get("X-Amz-SignedHeaders") ?? "").split(";"),
    signature: query.get("X-Amz-Signature")!,
    timestamp,
    sessionToken: query.get("X-Amz-Security-Token") ?? undefined,
    expires,
  };
}

export function scopeParts(credential: string) {
  const parts = credential.split("/");
  if (parts.length < 5 || parts.at(-1) !== "aws4_request") return undefined;
  const [date, region, service] = parts.slice(-4) as [string, string, string];
  return { accessKeyId: parts.slice(0, -4).join("/"), date, region, service };
}

/** Milliseconds since the epoch of a basic-format timestamp; NaN when it is none. */
export function parseTimestamp(timestamp: string): number {
  if (timestamp.length !== 16) return NaN;
  const part = (from: number, to: number): string => timestamp.slice(from, to);
  const day = `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}`;
  return Date.parse(`${day}${part(8, 11)}:${part(11, 13)}:${part(13, 16)}`);
}

/** Whether the request was signed with this secret, its headers and query unchanged since. */
export function isSignedWith(secretAccessKey: string, signature: Signature, request: HttpRequest): boolean {
  return equalHex(signatureOf(secretAccessKey, signature, request), signature.signature);
}

/** The signature of a request: what a client sends, and what the sandbox sends when a service calls as a client does. */
export function signatureOf(
  secretAccessKey: string,
  signature: Omit<Signature, "signature">,
  request: HttpRequest,
): string {
  const canonicalRequest = [
    request.method,
    canonicalPath(request, signature.service),
    canonicalQuery(request.rawQuery),
    ...signature.signedHeaders.map((name) => `${name}:${canonicalHeader(request.headers[name])}`),
    "",
    signature.signedHeaders.join(";"),
    payloadHash(request, signature),
  ].join("\n");
  const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
  const stringToSign = [ALGORITHM, signature.timestamp, scope, sha256(canonicalRequest)].join("\n");
  return hmac(signingKey(secretAccessKey, signature), stringToSign).toString("hex");
}

/** Whether the body is the one that was signed; true where the sender declared it unsigned. Chunked bodies are checked chunk by chunk. */
export function isSignedBody(request: HttpRequest): boolean {
  const declared = request.headers["x-amz-content-sha256"];
  return declared === undefined || declared.length !== HASH_LENGTH || declared === sha256(request.body);
}

/** Signature of one chunk of a STREAMING-AWS4-HMAC-SHA256-PAYLOAD body, which covers the one before it. */
export function chunkSignature(secretAccessKey: string, signature: Signature, previous: string, chunk: Buffer): string {
  const scope = `${signature.date}/${signature.region}/${signature.service}/aws4_request`;
  const text = [`${ALGORITHM}-PAYLOAD`, signature.timestamp, scope, previous, sha256(""), sha256(chunk)].join("\n");
  return hmac(signingKey(secretAccessKey, signature), text).toString("hex");
}

/** Signature of a text as it stands: the policy of a browser upload to S3. */
export function textSignature(
  secretAccessKey: string,
  scope: Pick<Signature, "date" | "region" | "service">,
  text: string,
): string {
  return hmac(signingKey(secretAccessKey, scope), text).toString("hex");
}

function payloadHash(request: HttpRequest, signature: Omit<Signature, "signature">): string {
  const declared = request.headers["x-amz-content-sha256"];
  if (declared !== undefined) return declared;
  return signature.expires !== undefined && signature.service === "s3" ? "UNSIGNED-PAYLOAD" : sha256(request.body);
}

/** S3 signs the path as sent; every other service signs it encoded once more. */
function canonicalPath(request: HttpRequest, service: string): string {
  if (service === "s3")
    return request.path
      .split("/")
      .map((part) => escapeUri(decodeURIComponent(part)))
      .join("/");
  const segments: string[] = [];
  for (const segment of request.path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment && segment !== ".") segments.push(escapeUri(segment));
  }
  const trailing = segments.length && request.path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${trailing}`;
}

function canonicalQuery(rawQuery: string): string {
  if (!rawQuery) return "";
  return rawQuery
    .split("&")
    .map((pair) => {
      const [key, ...value] = pair.split("=");
      return `${escapeUri(decodeURIComponent(key!))}=${escapeUri(decodeURIComponent(value.join("=")))}`;
    })
    .filter((pair) => !pair.startsWith("X-Amz-Signature="))
    .sort()
    .join("&");
}

function canonicalHeader(value: string | undefined): string {
  const trimmed = (value ?? "").trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, " ") : trimmed;
}

const keys = new Map<string, KeyObject>();

function signingKey(
  secretAccessKey: string,
  { date, region, service }: Pick<Signature, "date" | "region" | "service">,
): KeyObject {
  const id = `${secretAccessKey} ${date} ${region} ${service}`;
  let key = keys.get(id);
  if (!key) {
    const start = Buffer.from(`AWS4${secretAccessKey}`);
    key = createSecretKey([date, region, service, "aws4_request"].reduce<Buffer>(hmac, start));
    if (keys.size > 200) keys.clear();
    keys.set(id, key);
  }
  return key;
}

function hmac(key: Buffer | KeyObject, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(data: string | Buffer): string {
  return hash("sha256", data);
}

export function equalHex(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

function escapeUri(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
