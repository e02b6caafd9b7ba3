import type { GetActivityTaskCommandInput, GetActivityTaskCommandOutput } from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../../core/service.ts";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { getActivity, type Activity } from "../activity.ts";
import { ACTIVITY_POLL_SECONDS } from "../limits.ts";

/** Resolves when there is a task, or after a minute. */
function offered({ pollers }: Activity, { clock }: OperationContext): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      timer.cancel();
      pollers.delete(wake);
      resolve();
    };
    const timer = clock.after(ACTIVITY_POLL_SECONDS * 1000, wake);
    pollers.add(wake);
  });
}

export const getActivityTask = operation<GetActivityTaskCommandInput, GetActivityTaskCommandOutput>({
  accepts: ["activityArn", "workerName"],
  access: (input, context) => on("GetActivityTask", input.activityArn, context),
  async run(input, context) {
    const activity = getActivity(input.activityArn!, context);
    if (activity.offers.length === 0) await context.waiting(offered(activity, context));
    const offer = activity.offers.shift();
    // AWS answers so when nothing came within a minute.
    if (!offer) return {};
    offer.take(input.workerName === undefined ? {} : { workerName: input.workerName });
    return { taskToken: offer.token, input: offer.input };
  },
});
