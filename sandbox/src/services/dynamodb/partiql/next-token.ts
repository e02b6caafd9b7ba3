import { createHash } from "node:crypto";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import { validation } from "../errors.ts";

/** Where a SELECT goes on: the last key, and which statement that was. */
export function encodeNextToken(key: Item, request: unknown): string {
  const portable = Object.entries(key).map(([name, { S, N, B }]) => [
    name,
    S !== undefined ? { S } : N !== undefined ? { N } : { B: Buffer.from(B!).toString("base64") },
  ]);
  return Buffer.from(JSON.stringify({ key: Object.fromEntries(portable), digest: digest(request) })).toString("base64");
}

export function decodeNextToken(token: string, request: unknown): Item {
  let read: { key: Record<string, { S?: string; N?: string; B?: string }>; digest: string };
  try {
    read = JSON.parse(Buffer.from(token, "base64").toString()) as typeof read;
  } catch {
    throw validation("Invalid NextToken");
  }
  if (typeof read?.key !== "object" || read.key === null) throw validation("Invalid NextToken");
  if (read.digest !== digest(request)) throw validation("NextToken does not match request");
  return Object.fromEntries(
    Object.entries(read.key).map(([name, { B, ...value }]) => [
      name,
      (B === undefined ? value : { B: Buffer.from(B, "base64") }) as AttributeValue,
    ]),
  );
}

function digest(request: unknown): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("base64").slice(0, 16);
}
