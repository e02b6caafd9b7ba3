import type { DeleteStateMachineAliasCommandInput, DeleteStateMachineAliasCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { getAlias } from "../alias.ts";
import { findStateMachine } from "../state-machine.ts";

export const deleteStateMachineAlias = operation<
  DeleteStateMachineAliasCommandInput,
  DeleteStateMachineAliasCommandOutput
>({
  accepts: ["stateMachineAliasArn"],
  access: (input, context) => on("DeleteStateMachineAlias", input.stateMachineAliasArn, context),
  run(input, context) {
    const { name } = getAlias(input.stateMachineAliasArn!, context);
    findStateMachine(input.stateMachineAliasArn!, context)!.aliases.delete(name);
    return {};
  },
});
