import type { CreateAliasCommandInput, CreateAliasCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { createAlias as create, describeAlias } from "../alias.ts";
import { conflict } from "../errors.ts";
import { getFunction } from "../reference.ts";

export const createAlias = operation<CreateAliasCommandInput, CreateAliasCommandOutput>({
  accepts: ["FunctionName", "Name", "FunctionVersion", "Description", "RoutingConfig"],
  access: (input, context) => [onFunction("CreateAlias", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    const owner = getFunction(reference, context, `${reference.functionArn}:${input.FunctionVersion}`);
    const alias = create(owner, {
      name: input.Name!,
      version: input.FunctionVersion!,
      description: input.Description ?? "",
      routing: input.RoutingConfig,
    });
    if (owner.aliases.has(alias.name)) throw conflict(`Alias already exists: ${owner.arn}:${alias.name}`);
    owner.aliases.set(alias.name, alias);
    return describeAlias(owner, alias);
  },
});
