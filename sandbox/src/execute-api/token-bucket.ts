import type { DataPlaneContext } from "../core/service.ts";
import { defineStore } from "../core/state.ts";

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by API, stage and what they limit. */
const buckets = defineStore("regional", () => new Map<string, Bucket>());

export interface Limits {
  rateLimit: number;
  burstLimit: number;
}

/**
 * Takes a token for a request; false when there is none: a bucket holds `burstLimit` tokens and gains `rateLimit` of them each second of
 * sandbox time.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html (2026-11)
 */
export function takesToken(
  key: string,
  { rateLimit, burstLimit }: Limits,
  { account, region }: { account: string; region: string },
  context: DataPlaneContext,
): boolean {
  const state = context.allState.get(buckets, account, region);
  const now = context.clock.now();
  const bucket = state.get(key) ?? { tokens: burstLimit, at: now };
  const tokens = Math.min(burstLimit, bucket.tokens + ((now - bucket.at) / 1000) * rateLimit);
  const allowed = tokens >= 1;
  state.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
  return allowed;
}
