import type { UpdateItemCommandInput, UpdateItemCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import type { Item } from "../attribute-value.ts";
import { Usage } from "../capacity.ts";
import { project, projectionOf } from "../expressions/projection.ts";
import { checkItemOptions } from "../item-options.ts";
import type { PreparedUpdate } from "../prepare-write.ts";
import type { Written } from "../write.ts";
import { prepareUpdate } from "../prepare-write.ts";
import { collectionMetrics, executeWrite } from "../write.ts";

export const updateItem = operation<UpdateItemCommandInput, UpdateItemCommandOutput>({
  accepts: [
    "TableName",
    "Key",
    "UpdateExpression",
    "ConditionExpression",
    "Expected",
    "ConditionalOperator",
    "AttributeUpdates",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValues",
    "ReturnConsumedCapacity",
    "ReturnItemCollectionMetrics",
    "ReturnValuesOnConditionCheckFailure",
  ],
  access: (input, context) => [itemAccess("UpdateItem", input, context, { items: [input.Key!] })],
  run(input, context) {
    checkItemOptions(input, { oldValues: false });
    const update = prepareUpdate(input);
    const written = executeWrite(update, context);
    const usage = new Usage(input.TableName!, "write");
    if (input.ReturnConsumedCapacity) usage.addWrite(written.table, written.old, written.next);
    const attributes = returned(input.ReturnValues, update, written);
    return {
      ...(attributes && { Attributes: attributes }),
      ConsumedCapacity: usage.report(input.ReturnConsumedCapacity),
      ItemCollectionMetrics: collectionMetrics(written, input.ReturnItemCollectionMetrics),
    };
  },
});

function returned(
  wanted: UpdateItemCommandInput["ReturnValues"],
  { actions }: PreparedUpdate,
  { old, next }: Written,
): Item | undefined {
  switch (wanted) {
    case "ALL_OLD":
      return old?.item;
    case "ALL_NEW":
      return next?.item;
    case "UPDATED_OLD":
    case "UPDATED_NEW": {
      const item = (wanted === "UPDATED_OLD" ? old : next)?.item;
      const updated = item && project(item, projectionOf(actions.map(({ parts }) => parts)));
      return updated && Object.keys(updated).length ? updated : undefined;
    }
    default:
      return undefined;
  }
}
