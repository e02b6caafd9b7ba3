import type { TransactGetItemsCommandInput, TransactGetItemsCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import { storableItem } from "../attribute-value.ts";
import { Constraints } from "../../../core/constraints.ts";
import { transactionConflict, validation } from "../errors.ts";
import { executeGet, prepareGet } from "../get.ts";
import { encodeKey } from "../key.ts";
import { TRANSACTION_ITEMS } from "../limits.ts";
import { itemTable } from "../tables.ts";
import { cancelIfAny, Usages } from "../transaction.ts";
import { identityOf } from "../write.ts";

export const transactGetItems = operation<TransactGetItemsCommandInput, TransactGetItemsCommandOutput>({
  accepts: ["TransactItems", "ReturnConsumedCapacity"],
  access: (input, context) =>
    input.TransactItems!.flatMap(({ Get }) =>
      Get
        ? [
            itemAccess("GetItem", { ...Get, ReturnConsumedCapacity: input.ReturnConsumedCapacity }, context, {
              items: [Get.Key!],
              isRead: true,
              enclosing: "TransactGetItems",
            }),
          ]
        : [],
    ),
  run(input, context) {
    new Constraints()
      .oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, ["INDEXES", "TOTAL", "NONE"])
      .length("transactItems", input.TransactItems, { min: 1, max: TRANSACTION_ITEMS })
      .check();
    const gets = input.TransactItems!.map(({ Get }) => {
      if (!Get)
        throw validation("The action or operation requested is invalid. Verify that the action is typed correctly.");
      return { get: Get, projection: prepareGet(Get) };
    });
    const located = gets.map((one) => ({ ...one, table: itemTable(context, one.get.TableName!) }));
    const usages = new Usages("read");
    const outcomes = located.map(({ get, projection, table }) => {
      try {
        if (table.inTransaction.has(identityOf(encodeKey(table.keys, storableItem(get.Key!)))))
          throw transactionConflict();
        return { item: executeGet(projection, table, get.Key!, true, usages.of(get.TableName!), context.clock) };
      } catch (error) {
        return { error };
      }
    });
    cancelIfAny(outcomes.map(({ error }) => error));
    return {
      Responses: outcomes.map(({ item }) => (item && Object.keys(item).length ? { Item: item } : {})),
      ...usages.report(input.ReturnConsumedCapacity),
    };
  },
});
