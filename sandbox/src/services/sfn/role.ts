import { randomBytes } from "node:crypto";
import { assumeRole as assumeAs } from "../../core/assume-role.ts";
import type { Credential } from "../../core/credentials.ts";
import { AwsError, NotEmulated } from "../../core/errors.ts";
import { servicePrincipal, type Principal } from "../../core/principal.ts";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { roleNotAssumable } from "./errors.ts";

/** Handing a role to Step Functions. */
export function passRole(role: string | undefined): AccessRequest[] {
  if (!role) return [];
  return [{ action: "iam:PassRole", resource: role, conditions: { "iam:PassedToService": "states.amazonaws.com" } }];
}

/** A session of the role of a state machine. Rejects with AWS's words when the role does not trust Step Functions. */
export async function assumeRole(role: string, sourceArn: string, context: OperationContext): Promise<Principal> {
  return (await credentialsOf(role, sourceArn, context)).principal;
}

/** The same with the keys, for requests that are signed. */
export async function credentialsOf(role: string, sourceArn: string, context: OperationContext): Promise<Credential> {
  try {
    return await assume(role, context, servicePrincipal("states.amazonaws.com", context.account, sourceArn));
  } catch (error) {
    if (error instanceof AwsError && !(error instanceof NotEmulated)) throw roleNotAssumable();
    throw error;
  }
}

/** A session of another role, which a task names in Credentials; the role of the execution assumes it. */
export async function assumeTaskRole(
  role: string,
  execution: Principal,
  context: OperationContext,
): Promise<Principal> {
  return (await assume(role, context, execution)).principal;
}

function assume(role: string, context: OperationContext, as: Principal): Promise<Credential> {
  return assumeAs({ role, sessionName: randomBytes(16).toString("hex"), as }, context);
}
