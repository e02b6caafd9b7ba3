import type {
  PutFunctionEventInvokeConfigCommandInput,
  PutFunctionEventInvokeConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import {
  applyEventInvokeInput,
  checkEventInvokeInput,
  configured,
  describeEventInvokeConfig,
} from "../async/event-invoke-config.ts";

/** Replaces the whole configuration. */
export const putFunctionEventInvokeConfig = operation<
  PutFunctionEventInvokeConfigCommandInput,
  PutFunctionEventInvokeConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier", "MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig"],
  access: (input, context) => [onFunction("PutFunctionEventInvokeConfig", input, context)],
  run(input, context) {
    const { owner, key, arn } = configured(referenceOf(input, context), context);
    checkEventInvokeInput(input, owner, context);
    const config = applyEventInvokeInput(input, undefined, context.clock.now());
    owner.eventInvokeConfigs.set(key, config);
    return describeEventInvokeConfig(arn, config);
  },
});
