import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { stackArn } from "./stack/stacks.ts";

/** cloudformation:<action> on a stack, by name or id. */
export function onStack(action: string, stack: string | undefined, context: OperationContext): AccessRequest[] {
  return [{ action: `cloudformation:${action}`, resource: stackArn(stack, context) }];
}

/** Handing a role to CloudFormation is a permission of its own. */
export function passRole(roleArn: string | undefined): AccessRequest[] {
  if (roleArn === undefined) return [];
  return [
    {
      action: "iam:PassRole",
      resource: roleArn,
      conditions: { "iam:PassedToService": "cloudformation.amazonaws.com" },
    },
  ];
}
