import type { SimulatePrincipalPolicyCommandInput, SimulatePrincipalPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { policySource, simulatedCaller } from "../policy-source.ts";
import { inputPolicies, simulate } from "../simulation.ts";

export const simulatePrincipalPolicy = operation<
  SimulatePrincipalPolicyCommandInput,
  SimulatePrincipalPolicyCommandOutput
>({
  accepts: [
    ...(["PolicySourceArn", "PolicyInputList", "PermissionsBoundaryPolicyInputList", "ActionNames"] as const),
    ...(["ResourceArns", "ResourcePolicy", "ResourceOwner", "CallerArn", "ContextEntries"] as const),
    ...(["MaxItems", "Marker"] as const),
  ],
  access: (input) => [{ action: "iam:SimulatePrincipalPolicy", resource: input.PolicySourceArn! }],
  run(input, context) {
    const source = policySource(context, input.PolicySourceArn!);
    const policies = [...source.policies, ...inputPolicies(input.PolicyInputList, "PolicyInputList")];
    const principal = input.CallerArn ? simulatedCaller(input.CallerArn) : source.principal;
    return simulate(input, { ...source, principal, policies }, context);
  },
});
