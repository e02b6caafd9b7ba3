import type { DescribeTimeToLiveCommandInput, DescribeTimeToLiveCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { validation } from "../errors.ts";
import { controlTable, requestedArn } from "../tables.ts";

export const describeTimeToLive = operation<DescribeTimeToLiveCommandInput, DescribeTimeToLiveCommandOutput>({
  accepts: ["TableName"],
  access: (input, context) => [
    { action: "dynamodb:DescribeTimeToLive", resource: requestedArn(context, input.TableName!) },
  ],
  run(input, context) {
    const { status, timeToLive } = controlTable(context, input.TableName!);
    if (status === "CREATING" || status === "DELETING")
      throw validation(
        `Cannot describe time to live while table is in ${status} state: Current table state is ${status}`,
      );
    return {
      TimeToLiveDescription: timeToLive
        ? { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive.attribute }
        : { TimeToLiveStatus: "DISABLED" },
    };
  },
});
