import type { CreateStateMachineAliasCommandInput, CreateStateMachineAliasCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { checkAliasName, checkRoutes } from "../alias.ts";
import { unqualified } from "../arns.ts";
import { conflict } from "../errors.ts";
import type { Alias } from "../state-machine.ts";

export const createStateMachineAlias = operation<
  CreateStateMachineAliasCommandInput,
  CreateStateMachineAliasCommandOutput
>({
  accepts: ["name", "description", "routingConfiguration"],
  access: (input, context) =>
    on("CreateStateMachineAlias", unqualified(input.routingConfiguration?.[0]?.stateMachineVersionArn ?? "*"), context),
  run(input, context) {
    const { name, description, routingConfiguration } = input;
    checkAliasName(name!);
    const { machine, routes } = checkRoutes(routingConfiguration!, context);
    const existing = machine.aliases.get(name!);
    if (existing && JSON.stringify(existing.routes) !== JSON.stringify(routes))
      throw conflict(
        "Failed to create alias because an alias with the same name and a different routing configuration already exists.",
      );
    const now = context.clock.now();
    const alias: Alias = existing ?? {
      name: name!,
      arn: `${machine.arn}:${name}`,
      description,
      routes,
      createdAt: now,
      updatedAt: now,
    };
    machine.aliases.set(name!, alias);
    return { stateMachineAliasArn: alias.arn, creationDate: new Date(alias.createdAt) };
  },
});
