import type { GetStackPolicyCommandInput, GetStackPolicyCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { stackWithIdDoesNotExist } from "../errors.ts";
import { findStack } from "../stack/stacks.ts";

export const getStackPolicy = operation<GetStackPolicyCommandInput, GetStackPolicyCommandOutput>({
  accepts: ["StackName"],
  access: (input, context) => onStack("GetStackPolicy", input.StackName, context),
  run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackWithIdDoesNotExist(input.StackName!);
    return stack.policy === undefined ? {} : { StackPolicyBody: stack.policy };
  },
});
