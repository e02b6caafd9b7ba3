import { createHash } from "node:crypto";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import { idempotentMismatch } from "./errors.ts";
import { IDEMPOTENCY_MILLISECONDS } from "./limits.ts";

interface Remembered {
  digest: string;
  /** Sandbox time. */
  until: number;
}

const tokens = defineStore("regional", () => new Map<string, Remembered>());

/** Whether this request was done under its token; remembers it otherwise. Throws where the token stood for another request. */
export function replayed(token: string, request: unknown, context: OperationContext): boolean {
  const known = context.state(tokens);
  const now = context.clock.now();
  for (const [older, { until }] of known) {
    // Oldest first: the rest is younger.
    if (until > now) break;
    known.delete(older);
  }
  const digest = createHash("sha256").update(JSON.stringify(request)).digest("base64");
  const remembered = known.get(token);
  if (remembered && remembered.digest !== digest) throw idempotentMismatch();
  if (remembered) return true;
  known.set(token, { digest, until: now + IDEMPOTENCY_MILLISECONDS });
  return false;
}

/** A transaction that failed may be sent again under its token. */
export function forgetToken(token: string, context: OperationContext): void {
  context.state(tokens).delete(token);
}
