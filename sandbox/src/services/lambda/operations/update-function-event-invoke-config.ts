import type {
  UpdateFunctionEventInvokeConfigCommandInput,
  UpdateFunctionEventInvokeConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import {
  applyEventInvokeInput,
  checkEventInvokeInput,
  configured,
  describeEventInvokeConfig,
  getConfig,
} from "../async/event-invoke-config.ts";

/** Changes what the request names. */
export const updateFunctionEventInvokeConfig = operation<
  UpdateFunctionEventInvokeConfigCommandInput,
  UpdateFunctionEventInvokeConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier", "MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig"],
  access: (input, context) => [onFunction("UpdateFunctionEventInvokeConfig", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    const { owner, key, arn } = configured(reference, context);
    checkEventInvokeInput(input, owner, context);
    const config = applyEventInvokeInput(input, getConfig(reference, context).config, context.clock.now());
    owner.eventInvokeConfigs.set(key, config);
    return describeEventInvokeConfig(arn, config);
  },
});
