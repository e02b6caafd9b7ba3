import type { DeleteItemCommandInput, DeleteItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import { Usage } from "../capacity.ts";
import { checkItemOptions } from "../item-options.ts";
import { prepareDelete } from "../prepare-write.ts";
import { collectionMetrics, executeWrite } from "../write.ts";

export const deleteItem = operation<DeleteItemCommandInput, DeleteItemCommandOutput>({
  accepts: [
    "TableName",
    "Key",
    "ConditionExpression",
    "Expected",
    "ConditionalOperator",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValues",
    "ReturnConsumedCapacity",
    "ReturnItemCollectionMetrics",
    "ReturnValuesOnConditionCheckFailure",
  ],
  access: (input, context) => [itemAccess("DeleteItem", input, context, { items: [input.Key!] })],
  run(input, context) {
    checkItemOptions(input, { oldValues: true });
    const written = executeWrite(prepareDelete(input), context);
    const usage = new Usage(input.TableName!, "write");
    if (input.ReturnConsumedCapacity) usage.addWrite(written.table, written.old, undefined);
    return {
      ...(input.ReturnValues === "ALL_OLD" && written.old && { Attributes: written.old.item }),
      ConsumedCapacity: usage.report(input.ReturnConsumedCapacity),
      ItemCollectionMetrics: collectionMetrics(written, input.ReturnItemCollectionMetrics),
    };
  },
});
