import type { GetItemCommandInput, GetItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import { Usage } from "../capacity.ts";
import { executeGet, prepareGet } from "../get.ts";
import { checkItemOptions } from "../item-options.ts";
import { itemTable } from "../tables.ts";

export const getItem = operation<GetItemCommandInput, GetItemCommandOutput>({
  accepts: [
    "TableName",
    "Key",
    "ConsistentRead",
    "ReturnConsumedCapacity",
    "ProjectionExpression",
    "AttributesToGet",
    "ExpressionAttributeNames",
  ],
  access: (input, context) => [itemAccess("GetItem", input, context, { items: [input.Key!], isRead: true })],
  run(input, context) {
    checkItemOptions(input, { oldValues: false });
    const prepared = prepareGet(input);
    const table = itemTable(context, input.TableName!);
    const usage = new Usage(input.TableName!, "read");
    const item = executeGet(prepared, table, input.Key!, input.ConsistentRead === true, usage, context.clock);
    return {
      ...(item && { Item: item }),
      ConsumedCapacity: usage.report(input.ReturnConsumedCapacity),
    };
  },
});
