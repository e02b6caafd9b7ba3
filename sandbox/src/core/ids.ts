import { randomBytes, randomUUID } from "node:crypto";

const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

function pick(alphabet: string, length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join("");
}

/** A request id, a UUID as AWS prints it. */
export function requestId(): string {
  return randomUUID();
}

/** An IAM unique id: a four-letter prefix (AIDA user, AROA role, AKIA access key, ASIA temporary key, ANPA managed policy, AGPA group, AIPA instance profile) and 17 (keys: 16) characters. */
export function iamId(prefix: "AIDA" | "AROA" | "AKIA" | "ASIA" | "ANPA" | "AGPA" | "AIPA"): string {
  return prefix + pick(UPPER, prefix === "AKIA" || prefix === "ASIA" ? 16 : 17);
}

/** Lower-case letters and digits, as in API ids (10) and generated names. */
export function lowerId(length: number): string {
  return pick(LOWER, length);
}

/** Upper-case letters and digits, as in the suffix CloudFormation adds to generated physical names (12 or 13). */
export function upperId(length: number): string {
  return pick(LOWER, length).toUpperCase();
}

/** Base64 text of `bytes` random bytes: secrets and session tokens. */
export function secret(bytes: number): string {
  return randomBytes(bytes).toString("base64");
}
