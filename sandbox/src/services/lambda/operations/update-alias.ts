import type { UpdateAliasCommandInput, UpdateAliasCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { createAlias, describeAlias } from "../alias.ts";
import { resourceNotFound, staleRevision } from "../errors.ts";
import { provision } from "../provisioned-concurrency.ts";
import { getFunction } from "../reference.ts";

export const updateAlias = operation<UpdateAliasCommandInput, UpdateAliasCommandOutput>({
  accepts: ["FunctionName", "Name", "FunctionVersion", "Description", "RoutingConfig", "RevisionId"],
  access: (input, context) => [onFunction("UpdateAlias", input, context)],
  run(input, context) {
    const owner = getFunction(referenceOf(input, context), context);
    const before = owner.aliases.get(input.Name!);
    if (!before) throw resourceNotFound(`Alias not found: ${owner.arn}:${input.Name}`);
    if (input.RevisionId !== undefined && input.RevisionId !== before.revisionId)
      throw staleRevision("GetFunction/GetAlias");
    const alias = createAlias(owner, {
      name: before.name,
      version: input.FunctionVersion ?? before.version,
      description: input.Description ?? before.description,
      routing: input.RoutingConfig ?? { AdditionalVersionWeights: before.weights },
    });
    owner.aliases.set(alias.name, alias);
    const provisioned = owner.provisioned.get(alias.name);
    if (provisioned && alias.version !== before.version) provision(owner, alias.name, provisioned.requested, context);
    return describeAlias(owner, alias);
  },
});
