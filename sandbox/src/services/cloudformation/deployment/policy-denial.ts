import { deniedByPolicy, type PolicyAction } from "../stack/stack-policy.ts";
import type { StackResource } from "../stack/stack.ts";
import type { Run } from "./run.ts";

/** Why the stack's policy, or the one given for this update alone, does not let a resource change. */
export function policyDenial(
  { stack, revision }: Run,
  resource: StackResource,
  action: PolicyAction,
): string | undefined {
  return deniedByPolicy(revision.policyDuringUpdate ?? stack.policy, resource, action);
}
