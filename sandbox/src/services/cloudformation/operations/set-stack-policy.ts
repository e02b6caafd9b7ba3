import type { SetStackPolicyCommandInput, SetStackPolicyCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { stackWithIdDoesNotExist } from "../errors.ts";
import { policyText } from "../stack/stack-policy.ts";
import { findStack } from "../stack/stacks.ts";

export const setStackPolicy = operation<SetStackPolicyCommandInput, SetStackPolicyCommandOutput>({
  accepts: ["StackName", "StackPolicyBody", "StackPolicyURL"],
  access: (input, context) => onStack("SetStackPolicy", input.StackName, context),
  async run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackWithIdDoesNotExist(input.StackName!);
    stack.policy = await policyText(input.StackPolicyBody, input.StackPolicyURL, context);
    return {};
  },
});
