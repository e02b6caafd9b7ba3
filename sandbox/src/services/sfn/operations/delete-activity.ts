import type { DeleteActivityCommandInput, DeleteActivityCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { activities } from "../activity.ts";
import { resourceOf } from "../arns.ts";
import { invalidArn } from "../errors.ts";

export const deleteActivity = operation<DeleteActivityCommandInput, DeleteActivityCommandOutput>({
  accepts: ["activityArn"],
  access: (input, context) => on("DeleteActivity", input.activityArn, context),
  run(input, context) {
    const [kind] = resourceOf(input.activityArn!);
    if (kind !== "activity") throw invalidArn(`Resource type not valid in this context: ${kind}`);
    context.state(activities).delete(input.activityArn!);
    return {};
  },
});
