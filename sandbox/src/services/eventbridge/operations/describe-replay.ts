import type { DescribeReplayCommandInput, DescribeReplayCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { getReplay } from "../archive/replay.ts";
import { describeReplay as describe } from "../describe.ts";

export const describeReplay = operation<DescribeReplayCommandInput, DescribeReplayCommandOutput>({
  accepts: ["ReplayName"],
  access: (input, context) => [onThing("DescribeReplay", "replay", input.ReplayName, context)],
  run(input, context) {
    const replay = getReplay(input.ReplayName!, context);
    return {
      ...describe(replay),
      ReplayArn: replay.arn,
      Description: replay.description,
      Destination: {
        Arn: replay.archive.bus.arn,
        ...(replay.rules.length ? { FilterArns: replay.rules } : {}),
      },
    };
  },
});
