import type {
  DeleteAccessLogSettingsCommandInput,
  DeleteAccessLogSettingsCommandOutput,
} from "@aws-sdk/client-apigatewayv2";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { getApi, getStage } from "../api.ts";

export const deleteAccessLogSettings = operation<
  DeleteAccessLogSettingsCommandInput,
  DeleteAccessLogSettingsCommandOutput
>({
  accepts: ["ApiId", "StageName"],
  access: (input, context) =>
    onPath("DELETE", `/apis/${input.ApiId}/stages/${input.StageName}/accesslogsettings`, context),
  run(input, context) {
    getStage(getApi(input.ApiId!, context), input.StageName!).accessLog = undefined;
    return {};
  },
});
