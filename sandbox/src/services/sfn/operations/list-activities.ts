import type { ListActivitiesCommandInput, ListActivitiesCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { activities } from "../activity.ts";
import { page } from "../paging.ts";

export const listActivities = operation<ListActivitiesCommandInput, ListActivitiesCommandOutput>({
  accepts: ["maxResults", "nextToken"],
  access: () => [{ action: "states:ListActivities", resource: "*" }],
  run(input, context) {
    const { items, nextToken } = page([...context.state(activities).values()], input);
    return {
      activities: items.map(({ arn, name, createdAt }) => ({
        activityArn: arn,
        name,
        creationDate: new Date(createdAt),
      })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});
