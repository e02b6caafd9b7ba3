import type { DescribeTableCommandInput, DescribeTableCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { describe } from "../table-description.ts";
import { controlTable, requestedArn } from "../tables.ts";

/**
 * Waits out the few milliseconds for which a table is CREATING, UPDATING or DELETING: SDK waiters ask again only after 20 seconds,
 * toolkits after 5.
 */
export const describeTable = operation<DescribeTableCommandInput, DescribeTableCommandOutput>({
  accepts: ["TableName"],
  access: (input, context) => [{ action: "dynamodb:DescribeTable", resource: requestedArn(context, input.TableName!) }],
  async run(input, context) {
    await controlTable(context, input.TableName!).settled(context.onStop);
    return { Table: describe(controlTable(context, input.TableName!)) };
  },
});
