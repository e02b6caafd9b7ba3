import { assumeRole } from "../../../core/assume-role.ts";
import { servicePrincipal, type ServicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { roleCannotBeAssumed } from "../errors.ts";

/** The context a deployment acts in: a session of the stack's role, without a role the caller. */
export async function actingAs(roleArn: string | undefined, context: OperationContext): Promise<OperationContext> {
  if (roleArn === undefined) return context;
  const service = servicePrincipal("cloudformation.amazonaws.com", context.account);
  try {
    return await roleSession(roleArn, "AWSCloudFormation", service, context);
  } catch {
    throw roleCannotBeAssumed(roleArn);
  }
}

/** A context with a session of the role, which `service` assumes. */
export async function roleSession(
  role: string,
  sessionName: string,
  service: ServicePrincipal,
  context: OperationContext,
): Promise<OperationContext> {
  return context.as((await assumeRole({ role, sessionName, as: service }, context)).principal);
}
