import type { OperationContext } from "../../core/service.ts";
import { requireApiKey } from "./api-key.ts";
import { badRequest } from "./errors.ts";
import { requireRestApi, requireStage } from "./rest-api.ts";
import { requireUsagePlan } from "./usage-plan.ts";

/** The tags behind an ARN: of an API, one of its stages, an API key or a usage plan. */
export function tagsOf(arn: string, context: OperationContext): Record<string, string> {
  const path = /^arn:aws[a-z-]*:apigateway:[a-z0-9-]+::\/(.+)$/.exec(arn)?.[1];
  const [kind, id, below, name] = path?.split("/") ?? [];
  if (kind === "restapis" && id && below === "stages" && name)
    return requireStage(requireRestApi(id, context), name).tags;
  if (kind === "restapis" && id && below === undefined) return (requireRestApi(id, context).tags ??= {});
  if (kind === "apikeys" && id) return (requireApiKey(id, context).tags ??= {});
  if (kind === "usageplans" && id) return (requireUsagePlan(id, context).tags ??= {});
  throw badRequest("Invalid ARN specified in the request");
}
