import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { activities } from "./activity.ts";
import { unqualified } from "./arns.ts";
import { stateMachines } from "./state-machine.ts";

/** The access of an operation on one thing, by its ARN; its tags are condition keys. */
export function on(action: string, arn: string | undefined, context: OperationContext): AccessRequest[] {
  const [resource, qualifier] = splitQualifier(arn ?? "*");
  const tagged = context.state(stateMachines).get(resource) ?? context.state(activities).get(resource);
  return [
    {
      action: `states:${action}`,
      resource,
      conditions: {
        ...tagConditions("aws:ResourceTag", tagged?.tags),
        ...(qualifier === undefined ? {} : { "states:StateMachineQualifier": qualifier }),
      },
    },
  ];
}

/**
 * Versions and aliases are allowed by the ARN of their state machine, and told apart by a condition key:
 * https://docs.aws.amazon.com/step-functions/latest/dg/auth-version-alias.html (2026-11)
 */
function splitQualifier(arn: string): [resource: string, qualifier: string | undefined] {
  const [, , , , , kind, , qualifier] = arn.split(":");
  return kind === "stateMachine" && qualifier !== undefined ? [unqualified(arn), qualifier] : [arn, undefined];
}

export function tagConditions(key: string, tags: Map<string, string> | undefined): Record<string, string> {
  return Object.fromEntries([...(tags ?? [])].map(([name, value]) => [`${key}/${name}`, value]));
}
