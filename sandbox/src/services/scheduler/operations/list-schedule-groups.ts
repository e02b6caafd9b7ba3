import type { ListScheduleGroupsCommandInput, ListScheduleGroupsCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { page } from "../../../core/page.ts";
import { describeGroup } from "../describe-group.ts";
import { validation } from "../errors.ts";
import { MAX_PAGE } from "../limits.ts";
import { groups } from "../schedule.ts";

export const listScheduleGroups = operation<ListScheduleGroupsCommandInput, ListScheduleGroupsCommandOutput>({
  accepts: ["MaxResults", "NamePrefix", "NextToken"],
  access: () => [{ action: "scheduler:ListScheduleGroups", resource: "*" }],
  run(input, context) {
    const all = [...context.state(groups).values()].filter(({ name }) => name.startsWith(input.NamePrefix ?? ""));
    const invalid = () => validation("Invalid NextToken.");
    const { items, next } = page(all, { token: input.NextToken, size: input.MaxResults ?? MAX_PAGE, invalid });
    return { ScheduleGroups: items.map(describeGroup), NextToken: next };
  },
});
