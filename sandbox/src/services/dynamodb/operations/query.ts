import type { QueryCommandInput, QueryCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { itemAccess, queriedHash } from "../access.ts";
import { Usage } from "../capacity.ts";
import { validation } from "../errors.ts";
import { pathHeads } from "../expressions/condition.ts";
import { keyConditions } from "../expressions/key-condition.ts";
import { checkReadOptions } from "../item-options.ts";
import { checkKeyPaths, keyAttributes } from "../key.ts";
import { checkStart, queryRange, rangeEntries } from "../query-range.ts";
import { bindRead, checkSelect, readPage, readSource, startPosition } from "../read.ts";
import { keyConditionsOf } from "../legacy/condition.ts";
import { itemTable } from "../tables.ts";

export const query = operation<QueryCommandInput, QueryCommandOutput>({
  accepts: [
    "TableName",
    "IndexName",
    "Select",
    "Limit",
    "ConsistentRead",
    "ScanIndexForward",
    "ExclusiveStartKey",
    "ReturnConsumedCapacity",
    "ProjectionExpression",
    "AttributesToGet",
    "KeyConditions",
    "QueryFilter",
    "ConditionalOperator",
    "FilterExpression",
    "KeyConditionExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
  ],
  access: (input, context) => [
    itemAccess("Query", input, context, { leadingKeys: queriedHash(input, context), isRead: true }),
  ],
  run(input, context) {
    checkReadOptions(input);
    const bound = bindRead(input, ["FilterExpression", "KeyConditionExpression"]);
    const { KeyConditions } = input;
    if (!bound.keyCondition && !KeyConditions)
      throw validation(
        "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
      );
    const conditions = bound.keyCondition ? keyConditions(bound.keyCondition) : keyConditionsOf(KeyConditions!);
    const source = readSource(itemTable(context, input.TableName!), input);
    const range = queryRange(source.keys, conditions);
    const start = bound.startKey && startPosition(source, bound.startKey);
    if (start) checkStart(range, start);
    if (bound.projection) checkKeyPaths(source.table, bound.projection.nested);
    if (bound.filter) {
      const heads = pathHeads(bound.filter);
      for (const { name } of keyAttributes(source.keys))
        if (heads.all.has(name))
          throw validation(
            `${input.QueryFilter ? "QueryFilter" : "Filter Expression"} can only contain non-primary key attributes: Primary key attribute: ${name}`,
          );
      checkKeyPaths(source.table, heads.nested);
    }
    checkSelect(source, input, bound.projection);
    const usage = new Usage(input.TableName!, "read");
    const entries = rangeEntries(source.items.entries(range.hash), range, input.ScanIndexForward !== false, start);
    const page = readPage(source, entries, input, bound, usage, context.clock);
    return { ...page, ConsumedCapacity: usage.report(input.ReturnConsumedCapacity) };
  },
});
