import type { FlushStageCacheCommandInput, FlushStageCacheCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireRestApi, requireStage } from "../rest-api.ts";
import { flushCache } from "../execution/caches.ts";

export const flushStageCache = operation<FlushStageCacheCommandInput, FlushStageCacheCommandOutput>({
  accepts: ["restApiId", "stageName"],
  access: (input, context) =>
    onPath("DELETE", `/restapis/${input.restApiId}/stages/${input.stageName}/cache/data`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    flushCache(api.id, requireStage(api, input.stageName!).stageName, context);
    return {};
  },
});
