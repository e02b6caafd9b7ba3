import { parseArn } from "../../core/arn.ts";
import { assumeRole as assume } from "../../core/assume-role.ts";
import { AwsError, NotEmulated } from "../../core/errors.ts";
import { servicePrincipal, type RoleSession } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { engineOf, type Session } from "./engine.ts";
import { invalidParameter, roleNotAssumable } from "./errors.ts";

/** A session with less time left than this is not used for a new environment. */
const MARGIN_MS = 5 * 60_000;

/** A session of the function's role, in the name of the function. Rejects with AWS's words when the role does not trust Lambda. */
export async function assumeRole(
  owner: { name: string; arn: string; account: string },
  role: string,
  context: OperationContext,
): Promise<Session> {
  try {
    const as = servicePrincipal("lambda.amazonaws.com", owner.account, owner.arn);
    // STS asks for two characters; the name of a function may have one.
    const credential = await assume({ role, sessionName: owner.name.padEnd(2, "_"), as }, context);
    return { ...credential, principal: credential.principal as RoleSession };
  } catch (error) {
    if (error instanceof AwsError && !(error instanceof NotEmulated)) throw roleNotAssumable();
    throw error;
  }
}

/** As assumeRole, from a cache until shortly before the session ends. */
export async function sessionOf(
  owner: { name: string; arn: string; account: string },
  role: string,
  context: OperationContext,
): Promise<Session> {
  const { sessions } = engineOf(context);
  const key = `${role} ${owner.arn}`;
  const cached = await sessions.get(key)?.catch(() => undefined);
  if (cached && cached.expiresAt - MARGIN_MS > context.clock.now()) return cached;
  const fresh = assumeRole(owner, role, context);
  sessions.set(key, fresh);
  return fresh;
}

/** A function may only be traced with a role that may write traces, as AWS finds when it is told to. */
export async function checkTracing({ principal }: Session, context: OperationContext): Promise<void> {
  try {
    await context.as(principal).authorize([{ action: "xray:PutTraceSegments", resource: "*" }]);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "AccessDenied") throw error;
    throw invalidParameter("The provided execution role does not have permissions to call PutTraceSegments on XRAY");
  }
}

/** A function may only have a dead-letter queue or topic that its role may send to, as AWS finds when it is told of it. */
export async function checkDeadLetterAccess(
  { principal }: Session,
  target: string,
  context: OperationContext,
): Promise<void> {
  const isTopic = parseArn(target)?.service === "sns";
  const [service, call] = isTopic ? (["sns", "Publish"] as const) : (["sqs", "SendMessage"] as const);
  try {
    await context.as(principal).authorize([{ action: `${service}:${call}`, resource: target }]);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "AccessDenied") throw error;
    throw invalidParameter(
      `The provided execution role does not have permissions to call ${call} on ${service.toUpperCase()}`,
    );
  }
}
