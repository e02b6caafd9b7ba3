import type { GetApiCommandInput, GetApiCommandOutput } from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi as find } from "../api.ts";
import { describeApi } from "../describe.ts";

export const getApi = operation<GetApiCommandInput, GetApiCommandOutput>({
  accepts: ["ApiId"],
  access: (input, context) => onPath("GET", `/apis/${input.ApiId}`, context),
  run: (input, context) => describeApi(find(input.ApiId!, context)),
});
