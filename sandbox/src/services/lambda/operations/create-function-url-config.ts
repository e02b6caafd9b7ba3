import type { CreateFunctionUrlConfigCommandInput, CreateFunctionUrlConfigCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { conflict, resourceNotFound } from "../errors.ts";
import { findFunction } from "../reference.ts";
import { checkUrlInput, checkUrlQualifier, describeUrl, newUrlId } from "../url/function-url.ts";

export const createFunctionUrlConfig = operation<
  CreateFunctionUrlConfigCommandInput,
  CreateFunctionUrlConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier", "AuthType", "Cors", "InvokeMode"],
  access: (input, context) => [
    {
      ...onFunction("CreateFunctionUrlConfig", input, context),
      conditions: { "lambda:FunctionUrlAuthType": input.AuthType ?? "" },
    },
  ],
  run(input, context) {
    checkUrlQualifier(input.Qualifier);
    checkUrlInput(input);
    const reference = referenceOf(input, context);
    const owner = findFunction(reference, context);
    const { qualifier } = reference;
    if (!owner || (qualifier !== undefined && !owner.aliases.has(qualifier)))
      throw resourceNotFound("Function does not exist");
    if (owner.urls.has(qualifier ?? ""))
      throw conflict(
        `Failed to create function url config for [functionArn = ${reference.arn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
      );
    const now = context.clock.now();
    const url = {
      id: newUrlId(),
      qualifier,
      authType: input.AuthType!,
      cors: input.Cors,
      invokeMode: input.InvokeMode,
      createdAt: now,
      modifiedAt: now,
    };
    owner.urls.set(qualifier ?? "", url);
    return describeUrl(owner, url);
  },
});
