import type { GetPolicyCommandInput, GetPolicyCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { resourceNotFound } from "../errors.ts";
import { policyDocument, policyKey } from "../policy.ts";
import { findFunction } from "../reference.ts";

export const getPolicy = operation<GetPolicyCommandInput, GetPolicyCommandOutput>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("GetPolicy", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    const policy = findFunction(reference, context)?.policies.get(policyKey(reference.qualifier));
    if (!policy) throw resourceNotFound("The resource you requested does not exist.");
    return { Policy: policyDocument(policy), RevisionId: policy.revisionId };
  },
});
