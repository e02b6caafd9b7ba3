import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { pipeArn } from "./pipe.ts";

export function onPipe(action: string, name: string | undefined, context: OperationContext): AccessRequest {
  return { action: `pipes:${action}`, resource: pipeArn(name!, context) };
}

/** Handing a role to EventBridge Pipes. */
export function passRole(role: string | undefined): AccessRequest {
  return {
    action: "iam:PassRole",
    resource: role!,
    conditions: { "iam:PassedToService": "pipes.amazonaws.com" },
  };
}
