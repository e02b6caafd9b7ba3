import type {
  DeleteCorsConfigurationCommandInput,
  DeleteCorsConfigurationCommandOutput,
} from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi } from "../api.ts";

export const deleteCorsConfiguration = operation<
  DeleteCorsConfigurationCommandInput,
  DeleteCorsConfigurationCommandOutput
>({
  accepts: ["ApiId"],
  access: (input, context) => onPath("DELETE", `/apis/${input.ApiId}/cors`, context),
  run(input, context) {
    getApi(input.ApiId!, context).cors = undefined;
    return {};
  },
});
