import type {
  BatchWriteItemCommandInput,
  BatchWriteItemCommandOutput,
  ItemCollectionMetrics,
  WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import { Usage } from "../capacity.ts";
import { Constraints } from "../../../core/constraints.ts";
import { duplicateKeys, validation } from "../errors.ts";
import { BATCH_WRITE_ITEMS } from "../limits.ts";
import { constrainRequestItems, itemTable } from "../tables.ts";
import { unlessRefused } from "../throttle.ts";
import { prepareDelete, preparePut } from "../prepare-write.ts";
import { collectionMetrics, executeWrite } from "../write.ts";

export const batchWriteItem = operation<BatchWriteItemCommandInput, BatchWriteItemCommandOutput>({
  accepts: ["RequestItems", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics"],
  access: (input, context) =>
    Object.entries(input.RequestItems!).map(([TableName, requests]) =>
      itemAccess("BatchWriteItem", { TableName, ReturnConsumedCapacity: input.ReturnConsumedCapacity }, context, {
        items: requests
          .map(({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key)
          .filter((item) => item !== undefined),
      }),
    ),
  run(input, context) {
    checkShape(input);
    // Everything is checked before anything is written: a bad item refuses the whole batch.
    const tables = Object.entries(input.RequestItems!).map(([tableName, requests]) => {
      const writes = requests.map((request) => prepare(tableName, request));
      return { tableName, writes };
    });
    for (const { tableName, writes } of tables) {
      const table = itemTable(context, tableName);
      const seen = new Set<string>();
      for (const write of writes) {
        const text = locateInBatch(() => write.locate(table));
        if (seen.has(text)) throw duplicateKeys();
        seen.add(text);
      }
    }
    const metrics: Record<string, ItemCollectionMetrics[]> = {};
    const unprocessed: Record<string, WriteRequest[]> = {};
    let done = 0;
    let refused: AwsError | undefined;
    const consumed = tables.map(({ tableName, writes }) => {
      const usage = new Usage(tableName, "write");
      for (const [at, write] of writes.entries()) {
        const written = unlessRefused(() => executeWrite(write, context));
        if (written instanceof AwsError) {
          refused ??= written;
          (unprocessed[tableName] ??= []).push(input.RequestItems![tableName]![at]!);
          continue;
        }
        done++;
        if (input.ReturnConsumedCapacity) usage.addWrite(written.table, written.old, written.next);
        const collection = collectionMetrics(written, input.ReturnItemCollectionMetrics);
        if (collection) (metrics[tableName] ??= []).push(collection);
      }
      return usage.report(input.ReturnConsumedCapacity);
    });
    if (refused && !done) throw refused;
    const reported = consumed.filter((one) => one !== undefined);
    return {
      UnprocessedItems: unprocessed,
      ...(Object.keys(metrics).length && { ItemCollectionMetrics: metrics }),
      ...(reported.length && { ConsumedCapacity: reported }),
    };
  },
});

function prepare(tableName: string, { PutRequest, DeleteRequest }: WriteRequest) {
  if (PutRequest) return preparePut({ TableName: tableName, Item: PutRequest.Item });
  return prepareDelete({ TableName: tableName, Key: DeleteRequest!.Key });
}

/** A batch has one message for all that is wrong with a key's presence or type. */
function locateInBatch(locate: () => { hash: string; sort: string }): string {
  try {
    const { hash, sort } = locate();
    return JSON.stringify([hash, sort]);
  } catch (error) {
    if (error instanceof Error && /Missing the key|Type mismatch for key/.test(error.message))
      throw validation("The provided key element does not match the schema");
    throw error;
  }
}

function checkShape(input: BatchWriteItemCommandInput): void {
  const requests = Object.values(input.RequestItems!);
  const constraints = new Constraints()
    .oneOf("returnConsumedCapacity", input.ReturnConsumedCapacity, ["INDEXES", "TOTAL", "NONE"])
    .oneOf("returnItemCollectionMetrics", input.ReturnItemCollectionMetrics, ["SIZE", "NONE"]);
  constrainRequestItems(constraints, input.RequestItems!);
  if (requests.some((list) => !list.length || list.length > BATCH_WRITE_ITEMS))
    constraints.broken(
      "requestItems",
      input.RequestItems,
      `Map value must satisfy constraint: [Member must have length less than or equal to ${BATCH_WRITE_ITEMS}, Member must have length greater than or equal to 1]`,
    );
  constraints.check();
  if (requests.reduce((sum, list) => sum + list.length, 0) > BATCH_WRITE_ITEMS)
    throw validation("Too many items requested for the BatchWriteItem call");
  for (const { PutRequest, DeleteRequest } of requests.flat())
    if (!PutRequest === !DeleteRequest)
      throw validation(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
      );
}
