import type {
  DeleteStateMachineVersionCommandInput,
  DeleteStateMachineVersionCommandOutput,
} from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { resourceOf } from "../arns.ts";
import { conflict, invalidArn } from "../errors.ts";
import { findStateMachine } from "../state-machine.ts";

export const deleteStateMachineVersion = operation<
  DeleteStateMachineVersionCommandInput,
  DeleteStateMachineVersionCommandOutput
>({
  accepts: ["stateMachineVersionArn"],
  access: (input, context) => on("DeleteStateMachineVersion", input.stateMachineVersionArn, context),
  run(input, context) {
    const arn = input.stateMachineVersionArn!;
    const [kind, , number] = resourceOf(arn);
    if (kind !== "stateMachine" || number === undefined)
      throw invalidArn(`Resource type not valid in this context: ${kind}`);
    const machine = findStateMachine(arn, context);
    if (!machine?.versions.has(Number(number))) return {};
    const users = [...machine.aliases.values()].filter(({ routes }) =>
      routes.some(({ versionArn }) => versionArn === arn),
    );
    if (users.length)
      throw conflict(
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map(({ name }) => name).join(", ")}]`,
      );
    machine.versions.delete(Number(number));
    return {};
  },
});
