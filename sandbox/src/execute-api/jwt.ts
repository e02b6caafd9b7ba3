import { createPublicKey, verify, type JsonWebKey } from "node:crypto";

/** A token that does not hold; the message is the one of AWS's header www-authenticate. */
export class InvalidToken extends Error {}

export interface Token {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  signed: Buffer;
  signature: Buffer;
}

/** A key of an issuer, as in its jwks_uri. */
export type Jwk = JsonWebKey & { kid?: string };

/** The texts are those of the library that AWS uses (golang-jwt), as far as they were seen in answers of AWS. */
export function decodeToken(text: string): Token {
  const parts = text.split(".");
  if (parts.length !== 3) throw new InvalidToken("token contains an invalid number of segments");
  const [header, claims, signature] = parts as [string, string, string];
  return {
    header: objectOf(header),
    claims: objectOf(claims),
    signed: Buffer.from(`${header}.${claims}`),
    signature: Buffer.from(signature, "base64url"),
  };
}

function objectOf(segment: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(segment, "base64url").toString());
  } catch {
    value = undefined;
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new InvalidToken("token is malformed");
  return value as Record<string, unknown>;
}

const DIGESTS: Record<string, string> = { RS256: "sha256", RS384: "sha384", RS512: "sha512" };

/** Only RSA is supported: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html (2026-11) */
export function digestOf({ header }: Token): string {
  const digest = DIGESTS[String(header["alg"])];
  if (!digest) throw new InvalidToken(`signing method ${String(header["alg"])} is invalid`);
  return digest;
}

export function checkSignature(token: Token, keys: Jwk[]): void {
  const digest = digestOf(token);
  const key = keys.find(({ kid }) => kid !== undefined && kid === token.header["kid"]);
  if (!key) throw new InvalidToken(`unable to find a key for kid ${String(token.header["kid"])}`);
  let isValid: boolean;
  try {
    isValid = verify(digest, token.signed, createPublicKey({ key, format: "jwk" }), token.signature);
  } catch {
    isValid = false;
  }
  if (!isValid) throw new InvalidToken("crypto/rsa: verification error");
}

interface Expected {
  issuer: string;
  audience: string[];
  /** Milliseconds. */
  now: number;
}

/**
 * The claims in the order of the page: iss, aud or client_id, exp, nbf, iat.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html (2026-11)
 */
export function checkClaims({ claims }: Token, { issuer, audience, now }: Expected): void {
  if (claims["iss"] !== issuer) throw new InvalidToken("the token does not have a valid issuer");
  const intended = claims["aud"] ?? claims["client_id"];
  const recipients = Array.isArray(intended) ? intended : [intended];
  if (!recipients.some((one) => typeof one === "string" && audience.includes(one)))
    throw new InvalidToken("the token does not have a valid audience");
  const seconds = now / 1000;
  const { exp, nbf, iat } = claims;
  if (typeof exp !== "number" || exp <= seconds) throw new InvalidToken("the token has expired");
  if (typeof nbf === "number" && nbf > seconds) throw new InvalidToken("the token is not valid yet");
  if (typeof iat === "number" && iat > seconds) throw new InvalidToken("the token was issued in the future");
}

/** scope is a text with spaces, scp a list or such a text. */
export function scopesOf({ claims }: Token): string[] {
  const scopes = claims["scope"] ?? claims["scp"];
  if (Array.isArray(scopes)) return scopes.map(String);
  return typeof scopes === "string" ? scopes.split(" ").filter(Boolean) : [];
}
