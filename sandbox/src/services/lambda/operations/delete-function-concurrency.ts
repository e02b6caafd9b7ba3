import type {
  DeleteFunctionConcurrencyCommandInput,
  DeleteFunctionConcurrencyCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { getFunction } from "../reference.ts";

export const deleteFunctionConcurrency = operation<
  DeleteFunctionConcurrencyCommandInput,
  DeleteFunctionConcurrencyCommandOutput
>({
  accepts: ["FunctionName"],
  access: (input, context) => [onFunction("DeleteFunctionConcurrency", input, context)],
  run(input, context) {
    getFunction(referenceOf(input, context), context).reservedConcurrency = undefined;
    return {};
  },
});
