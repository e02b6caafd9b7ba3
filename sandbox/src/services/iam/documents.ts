import { NotEmulated } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { list } from "../../policy/document.ts";
import { policyFault } from "../../policy/validate.ts";
import { accountState, findManagedPolicy, findRole, nameKey, type Entity, type ManagedPolicy } from "./accounts.ts";
import type { Kind } from "./errors.ts";
import * as errors from "./errors.ts";
import { INLINE_POLICY_SIZE, MANAGED_POLICY_SIZE, TRUST_POLICY_SIZE } from "./limits.ts";

/** White space does not count. */
function sizeOf(document: string): number {
  return document.replace(/\s/g, "").length;
}

export function checkManagedDocument(document: string): void {
  const fault = policyFault(document, "identity");
  if (fault) throw errors.malformedPolicy(fault);
  if (sizeOf(document) > MANAGED_POLICY_SIZE) throw errors.quotaExceeded("PolicySize", MANAGED_POLICY_SIZE);
}

/** Checks an inline policy that is about to be put on an entity. */
export function checkInlineDocument(kind: Kind, entity: Entity, name: string, document: string): void {
  const fault = policyFault(document, "identity");
  if (fault) throw errors.malformedPolicy(fault);
  let size = sizeOf(document);
  for (const [other, text] of entity.inlinePolicies) if (other !== name) size += sizeOf(text);
  const limit = INLINE_POLICY_SIZE[kind];
  if (size > limit) throw errors.inlineSizeExceeded(limit, kind, entity.name);
}

/** Checks a trust policy. Like AWS it must not name a user or role that does not exist; other accounts are not looked into. */
export function checkTrustPolicy(document: string, context: OperationContext): void {
  const fault = policyFault(document, "trust") ?? missingPrincipal(document, context);
  if (fault) throw errors.malformedPolicy(fault);
  if (sizeOf(document) > TRUST_POLICY_SIZE) throw errors.quotaExceeded("ACLSizePerRole", TRUST_POLICY_SIZE);
}

function missingPrincipal(document: string, context: OperationContext): string | undefined {
  const statements = list(JSON.parse(document).Statement) as { Principal?: { AWS?: string | string[] } }[];
  for (const name of statements.flatMap(({ Principal }) => list(Principal?.AWS) as string[]))
    if (isMissing(name, context)) return `Invalid principal in policy: "AWS":"${name}"`;
  return undefined;
}

function isMissing(arn: string, { allState, account }: OperationContext): boolean {
  const [, type, name = ""] = new RegExp(`^arn:aws:iam::${account}:(role|user)/(?:.*/)?([^/]+)$`).exec(arn) ?? [];
  if (type === "role") return !findRole(allState, arn);
  if (type === "user") return accountState(allState, account).users.get(nameKey(name))?.arn !== arn;
  return false;
}

/** The managed policy that is to be attached or to be a boundary. */
export function attachablePolicy(context: OperationContext, arn: string): ManagedPolicy {
  if (!/^arn:aws:iam::(\d{12}|aws):policy\/.+$/.test(arn)) throw errors.invalidArn();
  const policy = findManagedPolicy(context.allState, arn);
  if (policy) return policy;
  if (arn.startsWith("arn:aws:iam::aws:")) throw unknownAwsPolicy(arn);
  throw errors.policyNotAttachable(arn);
}

/** AWS has some 1,500 managed policies, so an unknown one is more likely ours to add than the caller's mistake. */
export function unknownAwsPolicy(arn: string): NotEmulated {
  return new NotEmulated(
    `the AWS managed policy ${arn} (if AWS has none of this name, it answers NoSuchEntity: Policy ${arn} does not exist or is not attachable.)`,
  );
}
