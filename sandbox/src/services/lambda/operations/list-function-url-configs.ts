import type { ListFunctionUrlConfigsCommandInput, ListFunctionUrlConfigsCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { resourceNotFound } from "../errors.ts";
import { page } from "../paging.ts";
import { findFunction } from "../reference.ts";
import { describeUrlFully } from "../url/function-url.ts";

export const listFunctionUrlConfigs = operation<
  ListFunctionUrlConfigsCommandInput,
  ListFunctionUrlConfigsCommandOutput
>({
  accepts: ["FunctionName", "Marker", "MaxItems"],
  access: (input, context) => [onFunction("ListFunctionUrlConfigs", input, context)],
  run(input, context) {
    const owner = findFunction(referenceOf(input, context), context);
    if (!owner) throw resourceNotFound("Function does not exist");
    const { items, NextMarker } = page([...owner.urls.values()], input);
    return { FunctionUrlConfigs: items.map((url) => describeUrlFully(owner, url)), NextMarker };
  },
});
