import type { SimulateCustomPolicyCommandInput, SimulateCustomPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onAccount } from "../access.ts";
import * as errors from "../errors.ts";
import { simulatedCaller } from "../policy-source.ts";
import { inputPolicies, simulate } from "../simulation.ts";

export const simulateCustomPolicy = operation<SimulateCustomPolicyCommandInput, SimulateCustomPolicyCommandOutput>({
  accepts: [
    ...(["PolicyInputList", "PermissionsBoundaryPolicyInputList", "ActionNames", "ResourceArns"] as const),
    ...(["ResourcePolicy", "ResourceOwner", "CallerArn", "ContextEntries", "MaxItems", "Marker"] as const),
  ],
  access: onAccount("SimulateCustomPolicy"),
  run(input, context) {
    if (input.ResourcePolicy && !input.CallerArn)
      throw errors.invalidInput("A CallerArn is required when a ResourcePolicy is simulated.");
    const principal = simulatedCaller(input.CallerArn ?? `arn:aws:iam::${context.account}:user/simulated`);
    return simulate(input, { principal, policies: inputPolicies(input.PolicyInputList, "PolicyInputList") });
  },
});
