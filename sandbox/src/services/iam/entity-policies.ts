/** Policies of users, groups and roles: one rule for the three. */
import type { AttachedPolicy } from "@aws-sdk/client-iam";
import type { OperationContext } from "../../core/service.ts";
import { findManagedPolicy, type TaggedEntity } from "./accounts.ts";
import { attachablePolicy, checkInlineDocument } from "./documents.ts";
import { entityNamed } from "./entities.ts";
import type { Kind } from "./errors.ts";
import * as errors from "./errors.ts";
import { MANAGED_POLICIES_PER_ENTITY } from "./limits.ts";
import { checkPolicyName } from "./names.ts";
import { page, type PageRequest } from "./paging.ts";
import { encodeDocument } from "./shapes.ts";

const QUOTAS: Record<Kind, string> = {
  role: "PoliciesPerRole",
  user: "PoliciesPerUser",
  group: "PoliciesPerGroup",
};

export function putInlinePolicy(
  context: OperationContext,
  kind: Kind,
  name: string,
  policyName: string,
  document: string,
): void {
  const entity = entityNamed(context, kind, name);
  checkPolicyName(policyName);
  checkInlineDocument(kind, entity, policyName, document);
  entity.inlinePolicies.set(policyName, document);
}

export function readInlinePolicy(context: OperationContext, kind: Kind, name: string, policyName: string) {
  const document = entityNamed(context, kind, name).inlinePolicies.get(policyName);
  if (document === undefined) throw errors.inlinePolicyNotFound(kind, policyName);
  return { PolicyName: policyName, PolicyDocument: encodeDocument(document) };
}

export function deleteInlinePolicy(context: OperationContext, kind: Kind, name: string, policyName: string): void {
  if (!entityNamed(context, kind, name).inlinePolicies.delete(policyName))
    throw errors.inlinePolicyNotFound(kind, policyName);
}

export function listInlinePolicies(context: OperationContext, kind: Kind, name: string, request: PageRequest) {
  const { items, next } = page([...entityNamed(context, kind, name).inlinePolicies.keys()].sort(), request);
  return { PolicyNames: items, ...next };
}

export function attachPolicy(context: OperationContext, kind: Kind, name: string, arn: string): void {
  const { attachedPolicies } = entityNamed(context, kind, name);
  attachablePolicy(context, arn);
  if (!attachedPolicies.has(arn) && attachedPolicies.size >= MANAGED_POLICIES_PER_ENTITY)
    throw errors.quotaExceeded(QUOTAS[kind], MANAGED_POLICIES_PER_ENTITY);
  attachedPolicies.add(arn);
}

export function detachPolicy(context: OperationContext, kind: Kind, name: string, arn: string): void {
  if (!entityNamed(context, kind, name).attachedPolicies.delete(arn)) throw errors.policyNotFound(arn);
}

export function attachedPolicies(context: OperationContext, arns: Iterable<string>): AttachedPolicy[] {
  return [...arns].map((arn) => ({ PolicyName: findManagedPolicy(context.allState, arn)?.name, PolicyArn: arn }));
}

export function listAttachedPolicies(
  context: OperationContext,
  kind: Kind,
  name: string,
  request: PageRequest & { PathPrefix?: string },
) {
  const { PathPrefix: prefix = "/" } = request;
  const arns = [...entityNamed(context, kind, name).attachedPolicies];
  const chosen = arns.filter((arn) => findManagedPolicy(context.allState, arn)?.path.startsWith(prefix));
  const { items, next } = page(chosen, request);
  return { AttachedPolicies: attachedPolicies(context, items), ...next };
}

export function setBoundary(context: OperationContext, kind: "role" | "user", name: string, arn: string): void {
  const entity = entityNamed(context, kind, name) as TaggedEntity;
  entity.boundary = attachablePolicy(context, arn).arn;
}

export function clearBoundary(context: OperationContext, kind: "role" | "user", name: string): void {
  const entity = entityNamed(context, kind, name) as TaggedEntity;
  if (!entity.boundary) throw errors.noBoundary(kind, name);
  entity.boundary = undefined;
}
