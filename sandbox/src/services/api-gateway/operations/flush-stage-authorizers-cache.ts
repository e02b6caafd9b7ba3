import type {
  FlushStageAuthorizersCacheCommandInput,
  FlushStageAuthorizersCacheCommandOutput,
} from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { flushVerdicts } from "../../../execute-api/verdicts.ts";
import { onPath } from "../access.ts";
import { requireRestApi, requireStage } from "../rest-api.ts";

export const flushStageAuthorizersCache = operation<
  FlushStageAuthorizersCacheCommandInput,
  FlushStageAuthorizersCacheCommandOutput
>({
  accepts: ["restApiId", "stageName"],
  access: (input, context) =>
    onPath("DELETE", `/restapis/${input.restApiId}/stages/${input.stageName}/cache/authorizers`, context),
  run(input, context) {
    const api = requireRestApi(input.restApiId!, context);
    flushVerdicts(api.id, requireStage(api, input.stageName!).stageName, context);
    return {};
  },
});
