import type { ListMessageMoveTasksCommandInput, ListMessageMoveTasksCommandOutput } from "@aws-sdk/client-sqs";
import { operation } from "../../../core/service.ts";
import { invalidValue } from "../errors.ts";
import { MAX_LISTED_TASKS } from "../limits.ts";
import { describeMoveTask, findSource, moveTasks } from "../move-task.ts";
import { onQueueArn } from "../queues.ts";

export const listMessageMoveTasks = operation<ListMessageMoveTasksCommandInput, ListMessageMoveTasksCommandOutput>({
  accepts: ["SourceArn", "MaxResults"],
  access: (input, context) => [onQueueArn("ListMessageMoveTasks", input.SourceArn!, context)],
  run(input, context) {
    const { MaxResults: most = 1 } = input;
    if (most < 1 || most > MAX_LISTED_TASKS)
      throw invalidValue(
        most,
        "MaxResults",
        `Value for parameter MaxResults must be an integer between 1 and ${MAX_LISTED_TASKS}.`,
      );
    const source = findSource(input.SourceArn!, context);
    const tasks = context.state(moveTasks).filter(({ sourceArn }) => sourceArn === source.arn);
    return { Results: tasks.toReversed().slice(0, most).map(describeMoveTask) };
  },
});
