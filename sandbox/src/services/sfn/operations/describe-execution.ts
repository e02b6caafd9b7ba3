import type { DescribeExecutionCommandInput, DescribeExecutionCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { describeExecution as describe } from "../describe.ts";
import { getExecution } from "../execution.ts";

export const describeExecution = operation<DescribeExecutionCommandInput, DescribeExecutionCommandOutput>({
  accepts: ["executionArn", "includedData"],
  access: (input, context) => on("DescribeExecution", input.executionArn, context),
  run(input, context) {
    return describe(getExecution(input.executionArn!, context), input.includedData);
  },
});
