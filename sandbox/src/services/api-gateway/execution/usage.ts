import type * as sdk from "@aws-sdk/client-api-gateway";
import { ANONYMOUS } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import { apiKeys } from "../api-key.ts";
import { planFor, type UsagePlan } from "../usage-plan.ts";
import type { Exchange } from "./exchange.ts";
import { Failure, forbidden } from "./failure.ts";
import { takeToken } from "./throttle.ts";

/** Requests by plan, key and day (UTC). */
const usage = defineStore("regional", () => new Map<string, Map<string, number>>());

const DAY_MS = 24 * 60 * 60_000;

/** Refuses a request whose method wants a key and that has none, or one whose plan is used up. */
export function checkApiKey(exchange: Exchange): void {
  const { match, log, api, stage, variables, context } = exchange;
  log.info(`Verifying Usage Plan for request: ${log.requestId}. API Key:  API Stage: ${api.id}/${stage.stageName}`);
  const { resourcePath, method } = match!;
  const target = `${exchange.request.method} ${resourcePath}`;
  if (!method.apiKeyRequired) {
    log.info(
      `API Key  authorized because method '${target}' does not require API Key. Request will not contribute to throttle or quota limits`,
    );
    log.info(`Usage Plan check succeeded for API Key  and API Stage ${api.id}/${stage.stageName}`);
    return;
  }
  const owner = context.in(api.account, api.region, ANONYMOUS);
  const value = keyValue(exchange);
  if (!value) throw forbidden("the method requires an API key, and the request has none");
  const key = [...owner.state(apiKeys).values()].find((one) => one.value === value);
  if (!key) throw forbidden("there is no such API key");
  if (!key.enabled) throw forbidden("the API key is disabled");
  const plan = planFor(key.id, api.id, stage.stageName, owner);
  if (!plan) throw forbidden("the API key is in no usage plan of this stage");
  variables.identity["apiKey"] = value;
  variables.identity["apiKeyId"] = key.id;
  throttleByPlan(plan, key.id, exchange);
  count(plan, key.id, owner);
  log.info(
    `Usage Plan check succeeded for API Key ${"*".repeat(6)}${value.slice(-6)} and API Stage ${api.id}/${stage.stageName}`,
  );
}

function keyValue({ definition, headers, variables }: Exchange): string | undefined {
  if (definition.apiKeySource === "HEADER") return headers.get("x-api-key");
  const identifier = variables["usageIdentifierKey"];
  return typeof identifier === "string" ? identifier : undefined;
}

/** The plan's limit for the method goes before that of the plan. */
function throttleByPlan(plan: UsagePlan, keyId: string, exchange: Exchange): void {
  const { api, stage, match } = exchange;
  const ofStage = plan.apiStages.find((one) => one.apiId === api.id && one.stage === stage.stageName);
  const name = `${match!.resourcePath}/${match!.method.httpMethod}`;
  const ofMethod = ofStage?.throttle?.[name];
  const limits = ofMethod ?? plan.throttle;
  if (!limits) return;
  takeToken(
    `plan ${plan.id} key ${keyId} ${ofMethod ? name : ""}`,
    { rateLimit: limits.rateLimit ?? 0, burstLimit: limits.burstLimit ?? 0 },
    `the usage plan ${plan.name}`,
    exchange,
  );
}

function count(plan: UsagePlan, keyId: string, context: OperationContext): void {
  const days = daysOf(plan.id, keyId, context);
  const today = day(context.clock.now());
  const { quota } = plan;
  if (quota?.limit && usedSince(periodStart(quota, context.clock.now()), days) >= quota.limit)
    throw new Failure("QUOTA_EXCEEDED", "Limit Exceeded", "LimitExceededException", {
      reason: `the usage plan ${plan.name} allows ${quota.limit} requests per ${quota.period?.toLowerCase()}`,
    });
  days.set(today, (days.get(today) ?? 0) + 1);
}

function daysOf(planId: string, keyId: string, context: OperationContext): Map<string, number> {
  const all = context.state(usage);
  const key = `${planId} ${keyId}`;
  let days = all.get(key);
  if (!days) all.set(key, (days = new Map()));
  return days;
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function usedSince(start: string, days: Map<string, number>): number {
  let used = 0;
  for (const [date, requests] of days) if (date >= start) used += requests;
  return used;
}

/** The first day of the period that `now` is in: periods begin at the offset in days from Sunday or the first of the month. */
function periodStart({ period, offset = 0 }: sdk.QuotaSettings, now: number): string {
  if (period === "DAY") return day(now);
  const date = new Date(now);
  if (period === "WEEK") return day(now - ((date.getUTCDay() - offset + 7) % 7) * DAY_MS);
  const month = date.getUTCDate() > offset ? date.getUTCMonth() : date.getUTCMonth() - 1;
  return day(Date.UTC(date.getUTCFullYear(), month, 1 + offset));
}

/** [used, remaining] for each day from `start` to `end`, as GetUsage tells it. */
export function usageOf(
  plan: UsagePlan,
  keyId: string,
  start: string,
  end: string,
  context: OperationContext,
): number[][] {
  const days = daysOf(plan.id, keyId, context);
  const list: number[][] = [];
  for (let at = Date.parse(start); at <= Date.parse(end); at += DAY_MS) {
    const used = days.get(day(at)) ?? 0;
    const { quota } = plan;
    const total = quota
      ? usedSince(periodStart(quota, at), new Map([...days].filter(([date]) => date <= day(at))))
      : used;
    list.push([used, Math.max(0, (quota?.limit ?? total) - total)]);
  }
  return list;
}
