import type * as sdk from "@aws-sdk/client-api-gateway";
import { defineStore } from "../../../core/state.ts";
import type { OperationContext } from "../../../core/service.ts";
import { requestValues } from "../mapping/parameters.ts";
import { MAX_CACHED_BYTES } from "../limits.ts";
import { settingOf } from "../stage.ts";
import type { Answer } from "./answer.ts";
import type { Exchange } from "./exchange.ts";
import { Failure } from "./failure.ts";

interface Entry {
  value: Answer;
  expiresAt: number;
}

/** Answers that are still good, by API, stage and what asked for them. */
const responses = defineStore("regional", () => new Map<string, Entry>());

/**
 * The answer from the stage's cache, else that of `integrate`, kept for the TTL of the method settings. Only GET is cached unless the method's
 * own settings say so.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html (2026-11)
 */
export async function cachedResponse(exchange: Exchange, integrate: () => Promise<Answer>): Promise<Answer> {
  const { api, stage, match, context, headers } = exchange;
  const setting = settingOf(stage, match!.resourcePath, match!.method.httpMethod!);
  const hasOwnSetting = `${match!.resourcePath.slice(1)}/${match!.method.httpMethod}` in stage.methodSettings;
  const seconds = setting.cacheTtlInSeconds ?? 0;
  const isCached =
    stage.cacheClusterEnabled &&
    setting.cachingEnabled &&
    seconds > 0 &&
    (exchange.request.method === "GET" || hasOwnSetting);
  if (!isCached) return integrate();

  const state = context.allState.get(responses, api.account, api.region);
  const key = `${api.id} ${stage.stageName} ${cacheKey(exchange)}`;
  const now = context.clock.now();
  const renews = /max-age=0\b/.test(headers.get("cache-control") ?? "");
  const warning = renews && setting.requireAuthorizationForCacheControl ? refuseRenewal(setting) : undefined;
  const entry = state.get(key);
  if (entry && entry.expiresAt > now && !(renews && warning === undefined)) return withWarning(entry.value, warning);
  const answer = await integrate();
  if (answer.status < 300 && answer.body.length <= MAX_CACHED_BYTES) {
    const kept = { value: answer, expiresAt: now + seconds * 1000 };
    state.set(key, kept);
    // A timer, so that the clock can jump to its end.
    context.clock.after(seconds * 1000, () => {
      if (state.get(key) === kept) state.delete(key);
    });
  }
  return withWarning(answer, warning);
}

/** Nobody signs requests to renew an entry here: they are treated as unauthorized. */
function refuseRenewal({ unauthorizedCacheControlHeaderStrategy }: sdk.MethodSetting): string {
  if (unauthorizedCacheControlHeaderStrategy === "FAIL_WITH_403")
    throw new Failure("DEFAULT_4XX", "Forbidden", "ForbiddenException", {
      status: 403,
      reason: "Cache-Control: max-age=0 is not authorized",
    });
  return unauthorizedCacheControlHeaderStrategy === "SUCCEED_WITH_RESPONSE_HEADER"
    ? '199 API Gateway "Unauthorized cache control header"'
    : "";
}

function withWarning(answer: Answer, warning: string | undefined): Answer {
  return warning ? { ...answer, headers: { ...answer.headers, Warning: warning } } : answer;
}

function cacheKey(exchange: Exchange): string {
  const { match, request } = exchange;
  const { cacheNamespace, cacheKeyParameters = [] } = match!.method.methodIntegration ?? {};
  const values = cacheKeyParameters.map((parameter) => [
    parameter,
    requestValues(parameter.replace(/^integration\./, "method."), exchange),
  ]);
  return JSON.stringify([cacheNamespace, request.method, values]);
}

export function flushCache(apiId: string, stage: string, context: OperationContext): void {
  const entries = context.state(responses);
  for (const key of entries.keys()) if (key.startsWith(`${apiId} ${stage} `)) entries.delete(key);
}
