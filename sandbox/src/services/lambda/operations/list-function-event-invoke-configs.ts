import type {
  ListFunctionEventInvokeConfigsCommandInput,
  ListFunctionEventInvokeConfigsCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { configured, describeEventInvokeConfig } from "../async/event-invoke-config.ts";
import { page } from "../paging.ts";

export const listFunctionEventInvokeConfigs = operation<
  ListFunctionEventInvokeConfigsCommandInput,
  ListFunctionEventInvokeConfigsCommandOutput
>({
  accepts: ["FunctionName", "Marker", "MaxItems"],
  access: (input, context) => [onFunction("ListFunctionEventInvokeConfigs", input, context)],
  run(input, context) {
    const { owner } = configured(referenceOf(input, context), context);
    const { items, NextMarker } = page([...owner.eventInvokeConfigs], input);
    return {
      FunctionEventInvokeConfigs: items.map(([key, config]) =>
        describeEventInvokeConfig(`${owner.arn}:${key}`, config),
      ),
      NextMarker,
    };
  },
});
