import type {
  GetFunctionConfigurationCommandInput,
  GetFunctionConfigurationCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeVersion } from "../answer.ts";
import { getFunction, getVersion } from "../reference.ts";

export const getFunctionConfiguration = operation<
  GetFunctionConfigurationCommandInput,
  GetFunctionConfigurationCommandOutput
>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("GetFunctionConfiguration", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    return describeVersion(getFunction(reference, context), getVersion(reference, context), reference.arn);
  },
});
