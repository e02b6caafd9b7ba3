import type * as sdk from "@aws-sdk/client-api-gateway";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import type { ApiKey } from "./api-key.ts";
import { badRequest, notFound } from "./errors.ts";
import { restApis } from "./rest-api.ts";

export interface UsagePlan extends sdk.UsagePlan {
  id: string;
  name: string;
  apiStages: sdk.ApiStage[];
  /** Ids of its API keys, in the order they were added. */
  keys: Set<string>;
}

export const usagePlans = defineStore("regional", () => new Map<string, UsagePlan>());

export function requireUsagePlan(id: string, context: OperationContext): UsagePlan {
  const plan = context.state(usagePlans).get(id);
  if (!plan) throw notFound("Invalid Usage Plan ID specified");
  return plan;
}

export function describeUsagePlan({ keys: _, ...plan }: UsagePlan): sdk.UsagePlan {
  return plan;
}

/** `planId` is that of AWS's message; a new plan has none yet. */
export function checkApiStage({ apiId, stage }: sdk.ApiStage, planId: string, context: OperationContext): void {
  if (!apiId || !stage) throw badRequest("Invalid API Stage specified");
  if (!context.state(restApis).get(apiId)?.stages.has(stage))
    throw notFound(`Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${planId}`);
}

export function describeKey({ id, name, value }: ApiKey): sdk.UsagePlanKey {
  return { id, type: "API_KEY", value, name };
}

const MAX_OFFSET = { DAY: 0, WEEK: 6, MONTH: 27 } as const;

export function checkQuota(quota: sdk.QuotaSettings | undefined): void {
  if (!quota) return;
  const { limit = 0, offset = 0, period } = quota;
  if (!period || !(period in MAX_OFFSET)) throw badRequest("Usage Plan quota must have a period");
  if (limit < 1) throw badRequest("Usage Plan quota limit must be greater than 0");
  if (offset < 0 || offset > MAX_OFFSET[period])
    throw badRequest("Usage Plan quota offset is not valid for the period");
}

export function checkThrottle(throttle: sdk.ThrottleSettings | undefined): void {
  if (!throttle) return;
  if ((throttle.rateLimit ?? 0) < 0 || (throttle.burstLimit ?? 0) < 0)
    throw badRequest("Usage Plan throttle limits must be greater than or equal to 0");
}

/** The plan through which a key reaches a stage; a key may be in several plans, but only in one per stage. */
export function planFor(keyId: string, apiId: string, stage: string, context: OperationContext): UsagePlan | undefined {
  return [...context.state(usagePlans).values()].find(
    (plan) => plan.keys.has(keyId) && plan.apiStages.some((one) => one.apiId === apiId && one.stage === stage),
  );
}
