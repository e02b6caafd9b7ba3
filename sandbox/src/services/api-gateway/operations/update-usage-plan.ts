import type * as sdk from "@aws-sdk/client-api-gateway";
import type { UpdateUsagePlanCommandInput, UpdateUsagePlanCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { badRequest, notFound } from "../errors.ts";
import { applyPatch, checkOperations } from "../patch.ts";
import { requireUsagePlan, describeUsagePlan, checkApiStage, checkQuota, checkThrottle } from "../usage-plan.ts";

export const updateUsagePlan = operation<UpdateUsagePlanCommandInput, UpdateUsagePlanCommandOutput>({
  accepts: ["usagePlanId", "patchOperations"],
  access: (input, context) => onPath("PATCH", `/usageplans/${input.usagePlanId}`, context),
  run(input, context) {
    checkOperations("updateUsagePlanInput", input.patchOperations);
    const before = requireUsagePlan(input.usagePlanId!, context);
    const { keys, ...rest } = before;
    const plan = structuredClone(rest);
    const stageOf = (name: string) => {
      const [apiId, stage] = name.split(/[:/]/);
      const found = plan.apiStages.find((one) => one.apiId === apiId && one.stage === stage);
      if (!found)
        throw notFound(`Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${plan.id}`);
      return found;
    };
    const quota = (): sdk.QuotaSettings => (plan.quota ??= { limit: 0, offset: 0 });
    const throttle = (): sdk.ThrottleSettings => (plan.throttle ??= { burstLimit: 0, rateLimit: 0 });
    applyPatch(input.patchOperations, {
      "/name": { replace: (value) => (plan.name = value) },
      "/description": { replace: (value) => (plan.description = value), remove: () => (plan.description = undefined) },
      "/throttle/burstLimit": { replace: (value) => (throttle().burstLimit = Number(value)) },
      "/throttle/rateLimit": { replace: (value) => (throttle().rateLimit = Number(value)) },
      "/throttle": { remove: () => (plan.throttle = undefined) },
      "/quota/limit": { replace: (value) => (quota().limit = Number(value)) },
      "/quota/offset": { replace: (value) => (quota().offset = Number(value)) },
      "/quota/period": { replace: (value) => (quota().period = value as sdk.QuotaPeriodType) },
      "/quota": { remove: () => (plan.quota = undefined) },
      "/apiStages": {
        add: (value) => {
          const [apiId, stage] = value.split(":");
          checkApiStage({ apiId, stage }, plan.id, context);
          plan.apiStages.push({ apiId, stage });
        },
        remove: (_, value) => {
          const [apiId, stage] = (value ?? "").split(":");
          checkApiStage({ apiId, stage }, plan.id, context);
          plan.apiStages = plan.apiStages.filter((one) => one.apiId !== apiId || one.stage !== stage);
        },
      },
      // /apiStages/<api>:<stage>/throttle/<path>/<method>/(rateLimit|burstLimit)
      "/apiStages/{throttle+}": {
        replace: (value, name) => {
          const [, target, method, limit] =
            /^([^/]+)\/throttle\/(.*\/[A-Z]+)\/(rateLimit|burstLimit)$/.exec(name) ?? [];
          if (!target || !method || !limit) throw badRequest(`Invalid patch path /apiStages/${name}`);
          const stage = stageOf(target);
          stage.throttle = {
            ...stage.throttle,
            [method]: { burstLimit: 0, rateLimit: 0, ...stage.throttle?.[method], [limit]: Number(value) },
          };
        },
        remove: (name) => {
          const [, target, method] = /^([^/]+)\/throttle(?:\/(.+))?$/.exec(name) ?? [];
          if (!target) throw badRequest(`Invalid patch path /apiStages/${name}`);
          const stage = stageOf(target);
          if (method === undefined) stage.throttle = undefined;
          else delete stage.throttle?.[method];
        },
      },
    });
    checkThrottle(plan.throttle);
    checkQuota(plan.quota);
    plan.tags ??= {};
    return describeUsagePlan(Object.assign(before, plan, { keys }));
  },
});
