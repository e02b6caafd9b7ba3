import type {
  DeleteFunctionEventInvokeConfigCommandInput,
  DeleteFunctionEventInvokeConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { getConfig } from "../async/event-invoke-config.ts";
import { LATEST } from "../function.ts";
import { findFunction } from "../reference.ts";

export const deleteFunctionEventInvokeConfig = operation<
  DeleteFunctionEventInvokeConfigCommandInput,
  DeleteFunctionEventInvokeConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("DeleteFunctionEventInvokeConfig", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    getConfig(reference, context);
    findFunction(reference, context)!.eventInvokeConfigs.delete(reference.qualifier ?? LATEST);
    return {};
  },
});
