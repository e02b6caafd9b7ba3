import type { GetFunctionUrlConfigCommandInput, GetFunctionUrlConfigCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { findFunction } from "../reference.ts";
import { checkUrlQualifier, describeUrlFully, getUrl } from "../url/function-url.ts";

export const getFunctionUrlConfig = operation<GetFunctionUrlConfigCommandInput, GetFunctionUrlConfigCommandOutput>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("GetFunctionUrlConfig", input, context)],
  run(input, context) {
    checkUrlQualifier(input.Qualifier);
    const reference = referenceOf(input, context);
    const owner = findFunction(reference, context);
    const url = getUrl(owner, reference);
    return describeUrlFully(owner!, url);
  },
});
