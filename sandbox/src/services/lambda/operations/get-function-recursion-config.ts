import type {
  GetFunctionRecursionConfigCommandInput,
  GetFunctionRecursionConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { getFunction } from "../reference.ts";

export const getFunctionRecursionConfig = operation<
  GetFunctionRecursionConfigCommandInput,
  GetFunctionRecursionConfigCommandOutput
>({
  accepts: ["FunctionName"],
  access: (input, context) => [onFunction("GetFunctionRecursionConfig", input, context)],
  run: (input, context) => ({ RecursiveLoop: getFunction(referenceOf(input, context), context).recursiveLoop }),
});
