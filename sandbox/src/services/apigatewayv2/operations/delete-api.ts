import type { DeleteApiCommandInput, DeleteApiCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { apis, getApi } from "../api.ts";

export const deleteApi = operation<DeleteApiCommandInput, DeleteApiCommandOutput>({
  accepts: ["ApiId"],
  access: (input, context) => onPath("DELETE", `/apis/${input.ApiId}`, context),
  run(input, context) {
    context.state(apis).delete(getApi(input.ApiId!, context).id);
    return {};
  },
});
