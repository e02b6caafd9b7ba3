import type {
  GetFunctionEventInvokeConfigCommandInput,
  GetFunctionEventInvokeConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeEventInvokeConfig, getConfig } from "../async/event-invoke-config.ts";

export const getFunctionEventInvokeConfig = operation<
  GetFunctionEventInvokeConfigCommandInput,
  GetFunctionEventInvokeConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("GetFunctionEventInvokeConfig", input, context)],
  run(input, context) {
    const { config, arn } = getConfig(referenceOf(input, context), context);
    return describeEventInvokeConfig(arn, config);
  },
});
