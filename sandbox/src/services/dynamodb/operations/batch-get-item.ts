import type { BatchGetItemCommandInput, BatchGetItemCommandOutput, KeysAndAttributes } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import type { Item } from "../attribute-value.ts";
import { itemSize } from "../attribute-value.ts";
import { Usage } from "../capacity.ts";
import { Constraints } from "../../../core/constraints.ts";
import { duplicateKeys, validation } from "../errors.ts";
import { executeGet, prepareGet } from "../get.ts";
import { encodeKey } from "../key.ts";
import { checkMixing } from "../legacy/mixing.ts";
import { BATCH_GET_BYTES, BATCH_GET_KEYS } from "../limits.ts";
import { constrainRequestItems, itemTable } from "../tables.ts";
import { unlessRefused } from "../throttle.ts";

export const batchGetItem = operation<BatchGetItemCommandInput, BatchGetItemCommandOutput>({
  accepts: ["RequestItems", "ReturnConsumedCapacity"],
  access: (input, context) =>
    Object.entries(input.RequestItems!).map(([TableName, request]) =>
      itemAccess(
        "BatchGetItem",
        {
          TableName,
          ProjectionExpression: request.ProjectionExpression,
          AttributesToGet: request.AttributesToGet,
          ExpressionAttributeNames: request.ExpressionAttributeNames,
          ReturnConsumedCapacity: input.ReturnConsumedCapacity,
        },
        context,
        { items: request.Keys!, isRead: true },
      ),
    ),
  run(input, context) {
    const requests = Object.entries(input.RequestItems!);
    checkShape(input, requests);
    // One table's parameters count for all.
    checkMixing({
      AttributesToGet: requests.find(([, { AttributesToGet }]) => AttributesToGet)?.[1].AttributesToGet,
      ProjectionExpression: requests.find(([, request]) => request.ProjectionExpression)?.[1].ProjectionExpression,
    });
    const prepared = requests.map(([tableName, request]) => ({ tableName, request, projection: prepareGet(request) }));
    const resolved = prepared.map((one) => {
      const table = itemTable(context, one.tableName);
      const seen = new Set<string>();
      for (const key of one.request.Keys!) {
        const { hash, sort } = encodeKey(table.keys, key);
        const text = JSON.stringify([hash, sort]);
        if (seen.has(text)) throw duplicateKeys();
        seen.add(text);
      }
      return { ...one, table };
    });
    const responses: Record<string, Item[]> = {};
    const unprocessed: Record<string, KeysAndAttributes> = {};
    const usages: Usage[] = [];
    let bytes = 0;
    let answered = 0;
    let refused: AwsError | undefined;
    for (const { tableName, request, projection, table } of resolved) {
      const usage = new Usage(tableName, "read");
      const found: Item[] = (responses[tableName] = []);
      const left: Item[] = [];
      for (const key of request.Keys!) {
        if (bytes >= BATCH_GET_BYTES) {
          left.push(key);
          continue;
        }
        const item = unlessRefused(() =>
          executeGet(projection, table, key, request.ConsistentRead === true, usage, context.clock),
        );
        if (item instanceof AwsError) {
          refused ??= item;
          left.push(key);
          continue;
        }
        answered++;
        if (!item) continue;
        bytes += itemSize(item);
        found.push(item);
      }
      if (left.length) unprocessed[tableName] = { ...request, Keys: left };
      usages.push(usage);
    }
    if (refused && !answered) throw refused;
    const consumed = usages
      .map((usage) => usage.report(input.ReturnConsumedCapacity))
      .filter((one) => one !== undefined);
    return {
      Responses: responses,
      UnprocessedKeys: unprocessed,
      ...(consumed.length && { ConsumedCapacity: consumed }),
    };
  },
});

function checkShape(input: BatchGetItemCommandInput, requests: [string, KeysAndAttributes][]): void {
  const constraints = new Constraints().oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, [
    "INDEXES",
    "TOTAL",
    "NONE",
  ]);
  constrainRequestItems(constraints, input.RequestItems!);
  for (const [tableName, { Keys }] of requests)
    constraints.length(`requestItems.${tableName}.member.keys`, Keys, { min: 1, max: BATCH_GET_KEYS });
  constraints.check();
  if (requests.reduce((sum, [, { Keys }]) => sum + Keys!.length, 0) > BATCH_GET_KEYS)
    throw validation("Too many items requested for the BatchGetItem call");
}
