import type {
  ItemCollectionMetrics,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  TransactWriteItemsCommandOutput,
} from "@aws-sdk/client-dynamodb";
import type { AccessRequest, OperationContext } from "../../../core/service.ts";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import { Constraints } from "../../../core/constraints.ts";
import { validation } from "../errors.ts";
import { TRANSACTION_ITEMS } from "../limits.ts";
import { forgetToken, replayed } from "../idempotency.ts";
import { itemTable } from "../tables.ts";
import { executeTransaction, replayUsage, Usages } from "../transaction.ts";
import type { PreparedWrite } from "../write.ts";
import { prepareCheck, prepareDelete, preparePut, prepareUpdate } from "../prepare-write.ts";
import { collectionMetrics } from "../write.ts";

export const transactWriteItems = operation<TransactWriteItemsCommandInput, TransactWriteItemsCommandOutput>({
  accepts: ["TransactItems", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "ClientRequestToken"],
  /** AWS asks for the single actions, on each table: there is no action for the transaction. */
  access: (input, context) => input.TransactItems!.flatMap((item) => itemActionAccess(item, input, context)),
  async run(input, context) {
    checkShape(input);
    const writes = input.TransactItems!.map(prepare);
    const tables = writes.map((write) => itemTable(context, write.tableName));
    const usages = new Usages("write");
    if (input.ClientRequestToken !== undefined && replayed(input.ClientRequestToken, input.TransactItems, context))
      return replayUsage(writes, tables).report(input.ReturnConsumedCapacity);
    let written;
    try {
      written = await executeTransaction(writes, tables, context);
    } catch (error) {
      if (input.ClientRequestToken !== undefined) forgetToken(input.ClientRequestToken, context);
      throw error;
    }
    const metrics: Record<string, ItemCollectionMetrics[]> = {};
    for (const [at, one] of written.entries()) {
      const { tableName } = writes[at]!;
      if (input.ReturnConsumedCapacity) usages.of(tableName).addWrite(one.table, one.old, one.next);
      const collection = collectionMetrics(one, input.ReturnItemCollectionMetrics);
      if (collection) (metrics[tableName] ??= []).push(collection);
    }
    return {
      ...usages.report(input.ReturnConsumedCapacity),
      ...(Object.keys(metrics).length && { ItemCollectionMetrics: metrics }),
    };
  },
});

function itemActionAccess(
  { Put, Update, Delete, ConditionCheck }: TransactWriteItem,
  { ReturnConsumedCapacity }: TransactWriteItemsCommandInput,
  context: OperationContext,
): AccessRequest[] {
  const enclosing = "TransactWriteItems";
  const requests: AccessRequest[] = [];
  if (Put)
    requests.push(
      itemAccess("PutItem", { ...Put, ReturnConsumedCapacity }, context, { items: [Put.Item!], enclosing }),
    );
  if (Update)
    requests.push(
      itemAccess("UpdateItem", { ...Update, ReturnConsumedCapacity }, context, { items: [Update.Key!], enclosing }),
    );
  if (Delete)
    requests.push(
      itemAccess("DeleteItem", { ...Delete, ReturnConsumedCapacity }, context, { items: [Delete.Key!], enclosing }),
    );
  if (ConditionCheck)
    requests.push(
      itemAccess("ConditionCheckItem", { ...ConditionCheck, ReturnConsumedCapacity }, context, {
        items: [ConditionCheck.Key!],
        enclosing,
      }),
    );
  return requests;
}

function prepare({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): PreparedWrite {
  if (Put) return preparePut(Put);
  if (Update) return prepareUpdate(Update);
  return Delete ? prepareDelete(Delete) : prepareCheck(ConditionCheck!);
}

function checkShape(input: TransactWriteItemsCommandInput): void {
  const constraints = new Constraints()
    .oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, ["INDEXES", "TOTAL", "NONE"])
    .oneOf("returnItemCollectionMetrics", input.ReturnItemCollectionMetrics, ["SIZE", "NONE"])
    .length("clientRequestToken", input.ClientRequestToken, { min: 1, max: 36 })
    .length("transactItems", input.TransactItems, { min: 1, max: TRANSACTION_ITEMS });
  constraints.check();
  for (const { Put, Update, Delete, ConditionCheck } of input.TransactItems!)
    if ([Put, Update, Delete, ConditionCheck].filter((action) => action !== undefined).length !== 1)
      throw validation("TransactItems can only contain one of Check, Put, Update or Delete");
}
