import type {
  GetContextKeysForCustomPolicyCommandInput,
  GetContextKeysForCustomPolicyCommandOutput,
} from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { referencedKeys } from "../../../policy/referenced-keys.ts";
import { onAccount } from "../access.ts";
import { inputPolicies } from "../simulation.ts";

export const getContextKeysForCustomPolicy = operation<
  GetContextKeysForCustomPolicyCommandInput,
  GetContextKeysForCustomPolicyCommandOutput
>({
  accepts: ["PolicyInputList"],
  access: onAccount("GetContextKeysForCustomPolicy"),
  run(input) {
    const policies = inputPolicies(input.PolicyInputList, "PolicyInputList");
    return { ContextKeyNames: [...new Set(policies.flatMap(({ document }) => referencedKeys(document)))] };
  },
});
