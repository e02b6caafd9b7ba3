import type { OperationContext } from "../../core/service.ts";
import { findManagedPolicy, type ManagedPolicy, type PolicyVersion } from "./accounts.ts";
import { unknownAwsPolicy } from "./documents.ts";
import * as errors from "./errors.ts";

export function policyByArn({ allState }: OperationContext, arn: string): ManagedPolicy {
  const policy = findManagedPolicy(allState, arn);
  if (policy) return policy;
  if (/^arn:aws:iam::aws:policy\/.+/.test(arn)) throw unknownAwsPolicy(arn);
  if (!/^arn:aws:iam::\d{12}:policy\/.+/.test(arn)) throw errors.invalidArn();
  throw errors.policyNotFound(arn);
}

/** A policy that may be changed: AWS's own may not. */
export function ownPolicy(context: OperationContext, arn: string): ManagedPolicy {
  const policy = policyByArn(context, arn);
  if (arn.startsWith("arn:aws:iam::aws:")) throw errors.awsPolicyIsReadOnly();
  return policy;
}

export function versionOf(policy: ManagedPolicy, id: string): PolicyVersion {
  const version = policy.versions.find((candidate) => candidate.id === id);
  if (!version) throw errors.versionNotFound(policy.arn, id);
  return version;
}
