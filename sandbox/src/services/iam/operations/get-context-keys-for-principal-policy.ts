import type {
  GetContextKeysForPrincipalPolicyCommandInput,
  GetContextKeysForPrincipalPolicyCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { referencedKeys } from "../../../policy/referenced-keys.ts";
import { policySource } from "../policy-source.ts";
import { inputPolicies } from "../simulation.ts";

export const getContextKeysForPrincipalPolicy = operation<
  GetContextKeysForPrincipalPolicyCommandInput,
  GetContextKeysForPrincipalPolicyCommandOutput
>({
  accepts: ["PolicySourceArn", "PolicyInputList"],
  access: (input) => [{ action: "iam:GetContextKeysForPrincipalPolicy", resource: input.PolicySourceArn! }],
  run(input, context) {
    const policies = [
      ...policySource(context, input.PolicySourceArn!).policies,
      ...inputPolicies(input.PolicyInputList, "PolicyInputList"),
    ];
    return { ContextKeyNames: [...new Set(policies.flatMap(({ document }) => referencedKeys(document)))] };
  },
});
