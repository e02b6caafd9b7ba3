import type { ScanCommandInput, ScanCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { itemAccess } from "../access.ts";
import { Usage } from "../capacity.ts";
import { Constraints } from "../../../core/constraints.ts";
import { validation } from "../errors.ts";
import { pathHeads } from "../expressions/condition.ts";
import { checkReadOptions } from "../item-options.ts";
import { checkKeyPaths } from "../key.ts";
import { bindRead, checkSelect, readPage, readSource, startPosition } from "../read.ts";
import { hashPosition, segmentBounds } from "../sorted-items.ts";
import { itemTable } from "../tables.ts";

export const scan = operation<ScanCommandInput, ScanCommandOutput>({
  accepts: [
    "TableName",
    "IndexName",
    "Select",
    "Limit",
    "ConsistentRead",
    "ExclusiveStartKey",
    "ReturnConsumedCapacity",
    "TotalSegments",
    "Segment",
    "ProjectionExpression",
    "AttributesToGet",
    "ScanFilter",
    "ConditionalOperator",
    "FilterExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
  ],
  access: (input, context) => [itemAccess("Scan", input, context, { isRead: true })],
  run(input, context) {
    checkReadOptions(input);
    const { first, end } = segmentOf(input);
    const bound = bindRead(input, ["FilterExpression"]);
    const source = readSource(itemTable(context, input.TableName!), input);
    const start = bound.startKey && startPosition(source, bound.startKey);
    if (start && (hashPosition(start.hash) < first || hashPosition(start.hash) >= end))
      throw validation(
        `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${input.TotalSegments} Segment: ${input.Segment}`,
      );
    if (bound.projection) checkKeyPaths(source.table, bound.projection.nested);
    if (bound.filter) checkKeyPaths(source.table, pathHeads(bound.filter).nested);
    checkSelect(source, input, bound.projection);
    const usage = new Usage(input.TableName!, "read");
    const page = readPage(source, source.items.scan({ first, end }, start), input, bound, usage, context.clock);
    return { ...page, ConsumedCapacity: usage.report(input.ReturnConsumedCapacity) };
  },
});

function segmentOf({ Segment, TotalSegments }: ScanCommandInput): { first: number; end: number } {
  new Constraints()
    .range("segment", Segment, { min: 0, max: 999_999 })
    .range("totalSegments", TotalSegments, { min: 1, max: 1_000_000 })
    .check();
  if (Segment === undefined && TotalSegments === undefined) return segmentBounds(0, 1);
  if (TotalSegments === undefined)
    throw validation(
      "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
    );
  if (Segment === undefined)
    throw validation(
      "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
    );
  if (Segment >= TotalSegments)
    throw validation(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: ${Segment} is not less than TotalSegments: ${TotalSegments}`,
    );
  return segmentBounds(Segment, TotalSegments);
}
