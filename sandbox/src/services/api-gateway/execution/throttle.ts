import { defineStore } from "../../../core/state.ts";
import type { Exchange } from "./exchange.ts";
import { throttled } from "./failure.ts";

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by API, stage and what they limit. */
const buckets = defineStore("regional", () => new Map<string, Bucket>());

interface Limits {
  rateLimit: number;
  burstLimit: number;
}

/**
 * Takes a token for a request or refuses it: a bucket holds `burstLimit` tokens and gains `rateLimit` of them each second of sandbox time.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html (2026-11)
 */
export function takeToken(what: string, { rateLimit, burstLimit }: Limits, reason: string, exchange: Exchange): void {
  const { api, stage, context } = exchange;
  const state = context.allState.get(buckets, api.account, api.region);
  const key = `${api.id} ${stage.stageName} ${what}`;
  const now = context.clock.now();
  const bucket = state.get(key) ?? { tokens: burstLimit, at: now };
  const tokens = Math.min(burstLimit, bucket.tokens + ((now - bucket.at) / 1000) * rateLimit);
  const allowed = tokens >= 1;
  state.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
  if (!allowed) throw throttled(`${reason} allows ${rateLimit} requests per second and bursts of ${burstLimit}`);
}
