import type { SimulatePrincipalPolicyCommandInput, SimulatePrincipalPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import * as errors from "../errors.ts";
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
    if (input.ResourcePolicy && !input.CallerArn && !/:user\//.test(input.PolicySourceArn!))
      throw errors.invalidInput(
        "A CallerArn is required when a ResourcePolicy is simulated and the PolicySourceArn is not of a user.",
      );
    const policies = [...source.policies, ...inputPolicies(input.PolicyInputList, "PolicyInputList")];
    const principal = input.CallerArn ? simulatedCaller(input.CallerArn) : source.principal;
    return simulate(input, { ...source, principal, policies });
  },
});
