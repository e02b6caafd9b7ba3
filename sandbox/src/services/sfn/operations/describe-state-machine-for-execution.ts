import type {
  DescribeStateMachineForExecutionCommandInput,
  DescribeStateMachineForExecutionCommandOutput,
} from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { describeRevision, withoutDefinition } from "../describe.ts";
import { getExecution } from "../execution.ts";

export const describeStateMachineForExecution = operation<
  DescribeStateMachineForExecutionCommandInput,
  DescribeStateMachineForExecutionCommandOutput
>({
  accepts: ["executionArn", "includedData"],
  access: (input, context) => on("DescribeStateMachineForExecution", input.executionArn, context),
  run(input, context) {
    const { machine, revision, mapRunArn } = getExecution(input.executionArn!, context);
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      updateDate: new Date(machine.updatedAt),
      ...withoutDefinition(describeRevision(revision), input.includedData),
      ...(mapRunArn === undefined ? {} : { mapRunArn }),
    };
  },
});
