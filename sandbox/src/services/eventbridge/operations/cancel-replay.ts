import type { CancelReplayCommandInput, CancelReplayCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { AwsError } from "../../../core/errors.ts";
import { onThing } from "../access.ts";
import { getReplay } from "../archive/replay.ts";

export const cancelReplay = operation<CancelReplayCommandInput, CancelReplayCommandOutput>({
  accepts: ["ReplayName"],
  access: (input, context) => [onThing("CancelReplay", "replay", input.ReplayName, context)],
  run(input, context) {
    const replay = getReplay(input.ReplayName!, context);
    if (replay.state !== "STARTING" && replay.state !== "RUNNING")
      throw new AwsError("IllegalStatusException", `Replay ${replay.name} is not in a valid state for this operation.`);
    replay.state = "CANCELLING";
    return { ReplayArn: replay.arn, State: replay.state };
  },
});
