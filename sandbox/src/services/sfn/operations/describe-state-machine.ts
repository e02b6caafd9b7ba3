import type { DescribeStateMachineCommandInput, DescribeStateMachineCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { describeStateMachine as describe, withoutDefinition } from "../describe.ts";
import { getReference } from "../state-machine.ts";

export const describeStateMachine = operation<DescribeStateMachineCommandInput, DescribeStateMachineCommandOutput>({
  accepts: ["stateMachineArn", "includedData"],
  access: (input, context) => on("DescribeStateMachine", input.stateMachineArn, context),
  run(input, context) {
    const { machine, version } = getReference(input.stateMachineArn!, context);
    return withoutDefinition(describe(machine, version), input.includedData);
  },
});
