import { takesToken } from "../../execute-api/token-bucket.ts";
import type { Exchange } from "./exchange.ts";
import { DEFAULT_BURST_LIMIT, DEFAULT_RATE_LIMIT } from "./limits.ts";
import { Refusal } from "./refusal.ts";

/**
 * A route's own settings go before the stage's; each route has a bucket of its own.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html (2026-11)
 */
export function checkThrottle({ api, stage, match, context }: Exchange): void {
  const { key } = match.route;
  const own = stage.routeSettings[key];
  const rateLimit = own?.rateLimit ?? stage.defaultRouteSettings.rateLimit ?? DEFAULT_RATE_LIMIT;
  const burstLimit = own?.burstLimit ?? stage.defaultRouteSettings.burstLimit ?? DEFAULT_BURST_LIMIT;
  if (takesToken(`${api.id} ${stage.name} ${key}`, { rateLimit, burstLimit }, api, context)) return;
  throw new Refusal(
    429,
    "Too Many Requests",
    `the route ${key} allows ${rateLimit} requests per second and bursts of ${burstLimit}`,
  );
}
