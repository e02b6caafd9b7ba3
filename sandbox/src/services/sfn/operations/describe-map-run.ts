import type { DescribeMapRunCommandInput, DescribeMapRunCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { countsOf, getMapRun } from "../tasks/map-run.ts";

export const describeMapRun = operation<DescribeMapRunCommandInput, DescribeMapRunCommandOutput>({
  accepts: ["mapRunArn"],
  access: (input, context) => on("DescribeMapRun", input.mapRunArn, context),
  run(input, context) {
    const run = getMapRun(input.mapRunArn!, context);
    const counts = countsOf(run);
    return {
      mapRunArn: run.arn,
      executionArn: run.executionArn,
      status: run.status,
      startDate: new Date(run.startedAt),
      ...(run.stoppedAt === undefined ? {} : { stopDate: new Date(run.stoppedAt) }),
      maxConcurrency: run.maxConcurrency,
      toleratedFailurePercentage: run.toleratedFailurePercentage,
      toleratedFailureCount: run.toleratedFailureCount,
      itemCounts: counts,
      executionCounts: counts,
      redriveCount: 0,
    };
  },
});
