import type { RemovePermissionCommandInput, RemovePermissionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { resourceNotFound, staleRevision } from "../errors.ts";
import { checkQualifier, newPolicy, policyKey } from "../policy.ts";
import { findFunction } from "../reference.ts";

export const removePermission = operation<RemovePermissionCommandInput, RemovePermissionCommandOutput>({
  accepts: ["FunctionName", "StatementId", "Qualifier", "RevisionId"],
  access: (input, context) => [onFunction("RemovePermission", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    const owner = findFunction(reference, context);
    if (!owner) throw resourceNotFound(`No policy found for: ${reference.arn}`);
    checkQualifier(owner, reference);
    const key = policyKey(reference.qualifier);
    const policy = owner.policies.get(key);
    if (!policy) throw resourceNotFound("No policy is associated with the given resource.");
    const rest = policy.statements.filter(({ Sid }) => Sid !== input.StatementId);
    if (rest.length === policy.statements.length)
      throw resourceNotFound(`Statement ${input.StatementId} is not found in resource policy.`);
    if (input.RevisionId !== undefined && input.RevisionId !== policy.revisionId) throw staleRevision("GetPolicy");
    if (rest.length) owner.policies.set(key, newPolicy(rest));
    else owner.policies.delete(key);
    return {};
  },
});
