import type { DeleteFunctionUrlConfigCommandInput, DeleteFunctionUrlConfigCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { findFunction } from "../reference.ts";
import { checkUrlQualifier, getUrl } from "../url/function-url.ts";

export const deleteFunctionUrlConfig = operation<
  DeleteFunctionUrlConfigCommandInput,
  DeleteFunctionUrlConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("DeleteFunctionUrlConfig", input, context)],
  run(input, context) {
    checkUrlQualifier(input.Qualifier);
    const reference = referenceOf(input, context);
    const owner = findFunction(reference, context);
    getUrl(owner, reference);
    owner!.urls.delete(reference.qualifier ?? "");
    return {};
  },
});
