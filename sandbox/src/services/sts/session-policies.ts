import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import type { OperationContext } from "../../core/service.ts";
import { policyFault } from "../../policy/validate.ts";
import { defaultDocument, findManagedPolicy } from "../iam/accounts.ts";
import * as errors from "./errors.ts";
import { MAX_SESSION_POLICY_ARNS, MAX_SESSION_POLICY_LENGTH } from "./limits.ts";

/** The documents that narrow the session: the inline one and the managed ones, by ARN. */
export function readSessionPolicies(
  { Policy, PolicyArns = [] }: AssumeRoleCommandInput,
  { allState }: OperationContext,
): string[] {
  const documents: string[] = [];
  if (Policy !== undefined) {
    if (Policy.length > MAX_SESSION_POLICY_LENGTH)
      throw errors.constraint("policy", Policy, `have length less than or equal to ${MAX_SESSION_POLICY_LENGTH}`);
    const fault = policyFault(Policy, "identity");
    if (fault) throw errors.malformedPolicy(fault);
    documents.push(Policy);
  }
  if (PolicyArns.length > MAX_SESSION_POLICY_ARNS)
    throw errors.constraint(
      "policyArns",
      PolicyArns.map(({ arn }) => arn),
      `have length less than or equal to ${MAX_SESSION_POLICY_ARNS}`,
    );
  for (const { arn = "" } of PolicyArns) {
    const policy = findManagedPolicy(allState, arn);
    if (!policy) throw errors.validationError(`Policy ${arn} does not exist or is not attachable.`);
    documents.push(defaultDocument(policy));
  }
  return documents;
}
