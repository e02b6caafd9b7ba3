import type { GetFunctionConcurrencyCommandInput, GetFunctionConcurrencyCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { getFunction } from "../reference.ts";

export const getFunctionConcurrency = operation<
  GetFunctionConcurrencyCommandInput,
  GetFunctionConcurrencyCommandOutput
>({
  accepts: ["FunctionName"],
  access: (input, context) => [onFunction("GetFunctionConcurrency", input, context)],
  run: (input, context) => ({
    ReservedConcurrentExecutions: getFunction(referenceOf(input, context), context).reservedConcurrency,
  }),
});
