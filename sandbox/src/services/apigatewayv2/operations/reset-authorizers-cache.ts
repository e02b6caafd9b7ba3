import type {
  ResetAuthorizersCacheCommandInput,
  ResetAuthorizersCacheCommandOutput,
} from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { flushVerdicts } from "../../../execute-api/verdicts.ts";
import { onPath } from "../access.ts";
import { getApi, getStage } from "../api.ts";

export const resetAuthorizersCache = operation<ResetAuthorizersCacheCommandInput, ResetAuthorizersCacheCommandOutput>({
  accepts: ["ApiId", "StageName"],
  access: (input, context) =>
    onPath("DELETE", `/apis/${input.ApiId}/stages/${input.StageName}/cache/authorizers`, context),
  run(input, context) {
    const api = getApi(input.ApiId!, context);
    flushVerdicts(api.id, getStage(api, input.StageName!).name, context);
    return {};
  },
});
