import type { PutResourcePolicyCommandInput, PutResourcePolicyCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { policyFault } from "../../../policy/validate.ts";
import { constraint, invalidParameter, limitExceeded } from "../errors.ts";
import { POLICY_CHARACTERS, RESOURCE_POLICIES } from "../limits.ts";
import { describePolicy, policies } from "../resource-policy.ts";

export const putResourcePolicy = operation<PutResourcePolicyCommandInput, PutResourcePolicyCommandOutput>({
  accepts: ["policyName", "policyDocument"],
  access: () => [{ action: "logs:PutResourcePolicy", resource: "*" }],
  run({ policyName: name, policyDocument: document }, context) {
    if (!name) throw invalidParameter("policyName is a required parameter.");
    if (!document) throw invalidParameter("policyDocument is a required parameter.");
    if (document.length > POLICY_CHARACTERS)
      throw constraint(document, "policyDocument", `have length less than or equal to ${POLICY_CHARACTERS}`);
    const fault = policyFault(document, "resource");
    if (fault !== undefined) throw invalidParameter(fault);
    const all = context.state(policies);
    if (!all.has(name) && all.size >= RESOURCE_POLICIES) throw limitExceeded();
    const policy = { name, document, updatedAt: context.clock.now() };
    all.set(name, policy);
    return { resourcePolicy: describePolicy(policy) };
  },
});
