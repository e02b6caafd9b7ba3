import type { DeleteAliasCommandInput, DeleteAliasCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { findFunction } from "../reference.ts";

/** Deleting what is not there succeeds. */
export const deleteAlias = operation<DeleteAliasCommandInput, DeleteAliasCommandOutput>({
  accepts: ["FunctionName", "Name"],
  access: (input, context) => [onFunction("DeleteAlias", input, context)],
  run(input, context) {
    const owner = findFunction(referenceOf(input, context), context);
    owner?.aliases.delete(input.Name!);
    owner?.policies.delete(input.Name!);
    owner?.provisioned.delete(input.Name!);
    return {};
  },
});
