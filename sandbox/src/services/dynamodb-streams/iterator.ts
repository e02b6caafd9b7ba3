import type { OperationContext } from "../../core/service.ts";
import { expiredIterator, validation } from "./errors.ts";
import { ITERATOR_MS } from "./limits.ts";

interface Token {
  position: number;
  issuedAt: number;
}

/** An iterator is opaque to callers: the stream, and where to go on. */
export function writeIterator(streamArn: string, position: number, context: OperationContext): string {
  const token: Token = { position, issuedAt: context.clock.now() };
  return `${streamArn}|1|${Buffer.from(JSON.stringify(token)).toString("base64")}`;
}

export function iteratorStream(iterator: string): string {
  return iterator.split("|")[0]!;
}

export function readIterator(iterator: string, context: OperationContext): number {
  const { position, issuedAt } = parse(iterator);
  if (issuedAt + ITERATOR_MS < context.clock.now()) throw expiredIterator();
  return position;
}

function parse(iterator: string): Token {
  try {
    const token = JSON.parse(Buffer.from(iterator.split("|")[2] ?? "", "base64").toString()) as Token;
    if (Number.isSafeInteger(token.position) && Number.isFinite(token.issuedAt)) return token;
  } catch {
    // no token of ours
  }
  throw validation("Invalid ShardIterator");
}
