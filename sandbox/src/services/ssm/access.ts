import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { parameterArn, parseReference } from "./name.ts";

/** The access request for an action on one parameter, given by name, path, ARN or with a selector. */
export function onParameter(action: string, name: string | undefined, context: OperationContext): AccessRequest {
  return { action, resource: parameterArn(context, parseReference(name ?? "").names[0] ?? "") };
}
