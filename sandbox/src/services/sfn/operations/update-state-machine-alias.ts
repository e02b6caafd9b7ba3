import type { UpdateStateMachineAliasCommandInput, UpdateStateMachineAliasCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { checkRoutes, getAlias } from "../alias.ts";

export const updateStateMachineAlias = operation<
  UpdateStateMachineAliasCommandInput,
  UpdateStateMachineAliasCommandOutput
>({
  accepts: ["stateMachineAliasArn", "description", "routingConfiguration"],
  access: (input, context) => on("UpdateStateMachineAlias", input.stateMachineAliasArn, context),
  run(input, context) {
    const { description, routingConfiguration } = input;
    const alias = getAlias(input.stateMachineAliasArn!, context);
    if (routingConfiguration) alias.routes = checkRoutes(routingConfiguration, context).routes;
    if (description !== undefined) alias.description = description;
    alias.updatedAt = context.clock.now();
    return { updateDate: new Date(alias.updatedAt) };
  },
});
