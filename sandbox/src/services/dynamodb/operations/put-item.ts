import type { PutItemCommandInput, PutItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import { Usage } from "../capacity.ts";
import { checkItemOptions } from "../item-options.ts";
import { preparePut } from "../prepare-write.ts";
import { collectionMetrics, executeWrite } from "../write.ts";

export const putItem = operation<PutItemCommandInput, PutItemCommandOutput>({
  accepts: [
    "TableName",
    "Item",
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
  access: (input, context) => [itemAccess("PutItem", input, context, { items: [input.Item!] })],
  run(input, context) {
    checkItemOptions(input, { oldValues: true });
    const written = executeWrite(preparePut(input), context);
    const usage = new Usage(input.TableName!, "write");
    if (input.ReturnConsumedCapacity) usage.addWrite(written.table, written.old, written.next);
    return {
      ...(input.ReturnValues === "ALL_OLD" && written.old && { Attributes: written.old.item }),
      ConsumedCapacity: usage.report(input.ReturnConsumedCapacity),
      ItemCollectionMetrics: collectionMetrics(written, input.ReturnItemCollectionMetrics),
    };
  },
});
