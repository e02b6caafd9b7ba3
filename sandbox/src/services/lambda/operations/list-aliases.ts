import type { ListAliasesCommandInput, ListAliasesCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeAlias } from "../alias.ts";
import { page } from "../paging.ts";
import { getFunction } from "../reference.ts";

export const listAliases = operation<ListAliasesCommandInput, ListAliasesCommandOutput>({
  accepts: ["FunctionName", "FunctionVersion", "Marker", "MaxItems"],
  access: (input, context) => [onFunction("ListAliases", input, context)],
  run(input, context) {
    const owner = getFunction(referenceOf(input, context), context);
    const aliases = [...owner.aliases.values()].filter(
      ({ version, weights }) =>
        input.FunctionVersion === undefined || version === input.FunctionVersion || input.FunctionVersion in weights,
    );
    const { items, NextMarker } = page(aliases, input);
    return { Aliases: items.map((alias) => describeAlias(owner, alias)), NextMarker };
  },
});
