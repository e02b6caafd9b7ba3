import type { RoutingConfigurationListItem } from "@aws-sdk/client-sfn";
import { AwsError } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { resourceOf } from "./arns.ts";
import { invalidArn, validation, validationError } from "./errors.ts";
import { findStateMachine, getReference, type Alias, type StateMachine } from "./state-machine.ts";

const NAME = /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/;
const MAX_NAME_LENGTH = 80;

export function checkAliasName(name: string): void {
  if (name.length > MAX_NAME_LENGTH)
    throw validationError(name, "name", `Member must have length less than or equal to ${MAX_NAME_LENGTH}`);
  if (!NAME.test(name))
    throw validationError(
      name,
      "name",
      String.raw`Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\-\.])[a-zA-Z0-9_\-\.]+$`,
    );
}

export function checkRoutes(
  given: RoutingConfigurationListItem[],
  context: OperationContext,
): { machine: StateMachine; routes: Alias["routes"] } {
  if (given.length > 2)
    throw validationError(
      `[${given.map(({ stateMachineVersionArn, weight }) => `RoutingConfigurationListItem(stateMachineVersionArn=${stateMachineVersionArn}, weight=${weight})`).join(", ")}]`,
      "routingConfiguration",
      "Member must have length less than or equal to 2",
    );
  for (const [index, { weight }] of given.entries())
    if (weight! > 100)
      throw validationError(
        String(weight),
        `routingConfiguration.${index + 1}.member.weight`,
        "Member must have value less than or equal to 100",
      );
  const arns = given.map(({ stateMachineVersionArn }) => stateMachineVersionArn!);
  const received = `Received: [${arns.join(", ")}]`;
  if (!arns.every((arn) => /^\d+$/.test(resourceOf(arn)[2] ?? "")))
    throw validation(`Routing configuration must contain state machine version ARNs. ${received}`);
  if (new Set(arns).size < arns.length)
    throw validation(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  const weights = given.map(({ weight }) => weight!);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    throw validation(`Sum of routing configuration weights must equal 100. Received: [${weights.join(", ")}]`);
  const [machine, ...others] = arns.map((arn) => getReference(arn, context).machine);
  if (others.some((other) => other !== machine))
    throw validation(`Routing configuration must contain versions of the same state machine. ${received}`);
  return {
    machine: machine!,
    routes: given.map(({ stateMachineVersionArn, weight }) => ({
      versionArn: stateMachineVersionArn!,
      weight: weight!,
    })),
  };
}

export function getAlias(arn: string, context: OperationContext): Alias {
  const [kind, , name] = resourceOf(arn);
  if (kind !== "stateMachine" || name === undefined)
    throw invalidArn(`Resource type not valid in this context: ${kind}`);
  const alias = findStateMachine(arn, context)?.aliases.get(name);
  if (!alias) throw new AwsError("ResourceNotFound", "Request references a resource that does not exist.");
  return alias;
}
