import { takesToken, type Limits } from "../../../execute-api/token-bucket.ts";
import type { Exchange } from "./exchange.ts";
import { throttled } from "./failure.ts";

/** Takes a token for a request or refuses it. */
export function takeToken(what: string, limits: Limits, reason: string, exchange: Exchange): void {
  const { api, stage, context } = exchange;
  if (takesToken(`${api.id} ${stage.stageName} ${what}`, limits, api, context)) return;
  throw throttled(`${reason} allows ${limits.rateLimit} requests per second and bursts of ${limits.burstLimit}`);
}
