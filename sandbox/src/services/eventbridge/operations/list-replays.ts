import type { ListReplaysCommandInput, ListReplaysCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onAll } from "../access.ts";
import { replays } from "../archive/replay.ts";
import { describeReplay } from "../describe.ts";
import { validation } from "../errors.ts";
import { page } from "../paging.ts";

export const listReplays = operation<ListReplaysCommandInput, ListReplaysCommandOutput>({
  accepts: ["NamePrefix", "EventSourceArn", "State", "NextToken", "Limit"],
  access: () => onAll("ListReplays"),
  run(input, context) {
    const { NamePrefix: prefix, EventSourceArn: source, State: state } = input;
    if ([prefix, source, state].filter((one) => one !== undefined).length > 1)
      throw validation(
        "At most one filter is allowed for ListReplays. Use either : State, EventSourceArn, or NamePrefix.",
      );
    const all = [...context.state(replays).values()].filter(
      (replay) =>
        replay.name.startsWith(prefix ?? "") &&
        (source === undefined || replay.archive.arn === source) &&
        (state === undefined || replay.state === state),
    );
    const { items, NextToken } = page(all, input);
    return { Replays: items.map(describeReplay), NextToken };
  },
});
