import { parseArn } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { list } from "../../policy/document.ts";
import { policyFault } from "../../policy/validate.ts";
import type { PolicySlot } from "../dynamodb-streams/resource-policy.ts";
import { streams } from "../dynamodb-streams/stream.ts";
import {
  foreignPolicy,
  invalidParameters,
  namedTableNotFound,
  policyLocked,
  policyLocksOut,
  policyNotFound,
  policyStreamNotFound,
} from "./errors.ts";
import { POLICY_BYTES, POLICY_LOCK_MILLISECONDS } from "./limits.ts";
import { tables } from "./tables.ts";

/** What decides beside the caller's policies about a request for a table, one of its indexes, or a stream. */
export function policyOn(resource: string, { allState }: OperationContext): PolicySlot | undefined {
  const arn = parseArn(resource);
  if (arn?.service !== "dynamodb") return undefined;
  const [kind, name = "", part] = arn.resource.split("/");
  if (kind !== "table") return undefined;
  return part === "stream"
    ? allState.get(streams, arn.account, arn.region).get(resource)?.policy
    : allState.get(tables, arn.account, arn.region).get(name)?.policy;
}

/** The slot of a ResourceArn: that of a table or of a stream, which are independent. */
export function policySlot(resource: string, context: OperationContext): PolicySlot {
  if (!resource.startsWith("arn:")) throw invalidParameters(`ARNs must start with 'arn:': ${resource}`);
  const arn = parseArn(resource);
  const [kind, name = "", part, label, ...rest] = arn?.service === "dynamodb" ? arn.resource.split("/") : [];
  if (arn === undefined || kind !== "table" || !name || part === "backup")
    throw invalidParameters(`Provided Arn is not a DynamoDB resource arn: ${resource}`);
  if ((part !== undefined && part !== "stream") || rest.length)
    throw invalidParameters(
      `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${resource}`,
    );
  if (arn.account !== context.account) throw foreignPolicy();
  if (arn.region !== context.region) throw invalidParameters(`Invalid resource Arn: ${resource}`);
  if (part === "stream") {
    const stream = context.state(streams).get(resource);
    if (!stream || stream.isGone) throw policyStreamNotFound(label ?? "", name);
    return stream.policy;
  }
  const table = context.state(tables).get(name);
  if (!table) throw namedTableNotFound(name);
  return table.policy;
}

/** Throws AWS's errors for a document that it does not take. */
export function checkPolicy(document: string, resource: string): void {
  const refuse = (why: string) => invalidParameters(`Invalid policy document: ${why}`);
  if (Buffer.byteLength(document) > POLICY_BYTES) throw refuse(`It is larger than ${POLICY_BYTES} bytes.`);
  const fault = policyFault(document, "resource");
  if (fault !== undefined) throw refuse(fault);
  const { Statement } = JSON.parse(document) as { Statement: unknown };
  for (const statement of list(Statement) as Record<string, unknown>[]) {
    if (statement["Principal"] === undefined && statement["NotPrincipal"] === undefined)
      throw invalidParameters("Invalid principal in policy document.");
    if (statement["Action"] === undefined && statement["NotAction"] === undefined)
      throw refuse("A statement has no action.");
    for (const other of list(statement["Resource"] ?? statement["NotResource"]) as string[])
      if (!isOf(resource, other))
        throw refuse(`The relative-id "${parseArn(other)?.resource ?? other}" is invalid for ARN "${resource}"`);
  }
}

/** A policy speaks of what it is attached to, and that of a table of its indexes. */
function isOf(resource: string, pattern: string): boolean {
  if (pattern.includes("*") || pattern.includes("?") || pattern === resource) return true;
  return !resource.includes("/stream/") && pattern.startsWith(`${resource}/index/`);
}

/** Who may not change the policy under the new one has to say that this is meant. */
export async function checkLockout(document: string, resource: string, context: OperationContext): Promise<void> {
  try {
    await context.authorize([{ action: "dynamodb:PutResourcePolicy", resource, resourcePolicy: document }]);
  } catch (error) {
    throw error instanceof AwsError ? policyLocksOut() : error;
  }
}

/** Throws when the policy is not the one that the caller knows, or was changed a moment ago. */
export function checkChange(
  slot: PolicySlot,
  { ResourceArn, ExpectedRevisionId }: { ResourceArn: string | undefined; ExpectedRevisionId?: string | undefined },
  context: OperationContext,
): void {
  const current = slot.current?.revisionId ?? "NO_POLICY";
  if (ExpectedRevisionId !== undefined && ExpectedRevisionId !== current) throw policyNotFound(ResourceArn!);
  if (context.clock.now() < slot.lockedUntil) throw policyLocked();
}

/** Puts a policy in its place, or takes it away. */
export function changePolicy(slot: PolicySlot, document: string | undefined, context: OperationContext): void {
  const now = context.clock.now();
  slot.lockedUntil = now + POLICY_LOCK_MILLISECONDS;
  // For who waits until it may be changed again: the clock can jump there.
  context.clock.after(POLICY_LOCK_MILLISECONDS, () => {});
  if (document === undefined) delete slot.current;
  else slot.current = { document, revisionId: String(now) };
}
