import type {
  UpdateTerminationProtectionCommandInput,
  UpdateTerminationProtectionCommandOutput,
} from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { stackDoesNotExist } from "../errors.ts";
import { findStack } from "../stack/stacks.ts";

export const updateTerminationProtection = operation<
  UpdateTerminationProtectionCommandInput,
  UpdateTerminationProtectionCommandOutput
>({
  accepts: ["StackName", "EnableTerminationProtection"],
  access: (input, context) => onStack("UpdateTerminationProtection", input.StackName, context),
  run(input, context) {
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackDoesNotExist(input.StackName!);
    stack.terminationProtection = input.EnableTerminationProtection!;
    return { StackId: stack.id };
  },
});
