import type { ListArchivesCommandInput, ListArchivesCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onAll } from "../access.ts";
import { archives } from "../archive/archive.ts";
import { getBus } from "../bus.ts";
import { describeArchive } from "../describe.ts";
import { page } from "../paging.ts";
import { validation } from "../errors.ts";

export const listArchives = operation<ListArchivesCommandInput, ListArchivesCommandOutput>({
  accepts: ["NamePrefix", "EventSourceArn", "State", "NextToken", "Limit"],
  access: () => onAll("ListArchives"),
  run(input, context) {
    const { NamePrefix: prefix, EventSourceArn: source, State: state } = input;
    if ([prefix, source, state].filter((one) => one !== undefined).length > 1)
      throw validation(
        "At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.",
      );
    const bus = source === undefined ? undefined : getBus(source, context);
    const all = [...context.state(archives).values()].filter(
      (archive) =>
        archive.name.startsWith(prefix ?? "") &&
        (!bus || archive.bus === bus) &&
        (state === undefined || state === "ENABLED"),
    );
    const { items, NextToken } = page(all, input);
    return { Archives: items.map((archive) => describeArchive(archive, context.clock.now())), NextToken };
  },
});
