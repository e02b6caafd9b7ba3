import type { GetAliasCommandInput, GetAliasCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeAlias, getAlias as find } from "../alias.ts";
import { getFunction } from "../reference.ts";

export const getAlias = operation<GetAliasCommandInput, GetAliasCommandOutput>({
  accepts: ["FunctionName", "Name"],
  access: (input, context) => [onFunction("GetAlias", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    const owner = getFunction(reference, context, `${reference.functionArn}:${input.Name}`);
    return describeAlias(owner, find(owner, input.Name!));
  },
});
