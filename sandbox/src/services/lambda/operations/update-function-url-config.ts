import type { UpdateFunctionUrlConfigCommandInput, UpdateFunctionUrlConfigCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { findFunction } from "../reference.ts";
import { checkUrlInput, checkUrlQualifier, describeUrl, getUrl } from "../url/function-url.ts";

export const updateFunctionUrlConfig = operation<
  UpdateFunctionUrlConfigCommandInput,
  UpdateFunctionUrlConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier", "AuthType", "Cors", "InvokeMode"],
  access: (input, context) => [
    {
      ...onFunction("UpdateFunctionUrlConfig", input, context),
      ...(input.AuthType ? { conditions: { "lambda:FunctionUrlAuthType": input.AuthType } } : {}),
    },
  ],
  run(input, context) {
    checkUrlQualifier(input.Qualifier);
    checkUrlInput(input);
    const reference = referenceOf(input, context);
    const owner = findFunction(reference, context);
    const url = getUrl(owner, reference);
    if (input.AuthType !== undefined) url.authType = input.AuthType;
    // An empty configuration takes CORS away.
    if (input.Cors !== undefined) url.cors = Object.keys(input.Cors).length ? input.Cors : undefined;
    if (input.InvokeMode !== undefined) url.invokeMode = input.InvokeMode;
    url.modifiedAt = context.clock.now();
    return { ...describeUrl(owner!, url), LastModifiedTime: new Date(url.modifiedAt).toISOString() };
  },
});
