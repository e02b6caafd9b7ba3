import type { ListSchedulesCommandInput, ListSchedulesCommandOutput } from "@aws-sdk/client-scheduler";
import { operation } from "../../../core/service.ts";
import { page } from "../../../core/page.ts";
import { validation } from "../errors.ts";
import { MAX_PAGE } from "../limits.ts";
import { getGroup, groups } from "../schedule.ts";

export const listSchedules = operation<ListSchedulesCommandInput, ListSchedulesCommandOutput>({
  accepts: ["GroupName", "MaxResults", "NamePrefix", "NextToken", "State"],
  access: () => [{ action: "scheduler:ListSchedules", resource: "*" }],
  run(input, context) {
    const of =
      input.GroupName === undefined ? [...context.state(groups).values()] : [getGroup(input.GroupName, context)];
    const all = of
      .flatMap(({ schedules }) => [...schedules.values()])
      .filter(
        ({ name, enabled }) =>
          name.startsWith(input.NamePrefix ?? "") &&
          (input.State === undefined || enabled === (input.State === "ENABLED")),
      );
    const invalid = () => validation("Invalid NextToken.");
    const { items, next } = page(all, { token: input.NextToken, size: input.MaxResults ?? MAX_PAGE, invalid });
    return {
      Schedules: items.map((schedule) => ({
        Arn: schedule.arn,
        Name: schedule.name,
        GroupName: schedule.group.name,
        State: schedule.enabled ? "ENABLED" : "DISABLED",
        CreationDate: new Date(schedule.createdAt),
        LastModificationDate: new Date(schedule.modifiedAt),
        Target: { Arn: schedule.target.Arn },
      })),
      NextToken: next,
    };
  },
});
