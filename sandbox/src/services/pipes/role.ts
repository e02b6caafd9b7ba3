import { assumeRole } from "../../core/assume-role.ts";
import type { Credential } from "../../core/credentials.ts";
import { servicePrincipal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import type { Pipe } from "./pipe.ts";

/** A session with less time left than this is not used any more. */
const MARGIN_MS = 60_000;

const sessions = new WeakMap<Pipe, { role: string; credential: Required<Credential> }>();

/** The service itself, in the name of a pipe: what the trust of its role is asked for. */
export function asService(pipe: Pick<Pipe, "arn">, context: OperationContext): OperationContext {
  return context.as(servicePrincipal("pipes.amazonaws.com", context.account, pipe.arn));
}

/** A pipe does everything with its role. Rejects with STS's error when the role does not trust it. */
export async function asRole(pipe: Pipe, context: OperationContext): Promise<OperationContext> {
  const role = pipe.settings.RoleArn!;
  const known = sessions.get(pipe);
  if (known?.role === role && known.credential.expiresAt - MARGIN_MS > context.clock.now())
    return context.as(known.credential.principal);
  const { principal: as } = asService(pipe, context);
  const credential = await assumeRole({ role, sessionName: pipe.name.padEnd(2, "_"), as }, context);
  sessions.set(pipe, { role, credential });
  return context.as(credential.principal);
}
