import type { QueryCommandInput, ScanCommandInput, Select } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../core/clock.ts";
import type { Item } from "./attribute-value.ts";
import { attribute, storableItem } from "./attribute-value.ts";
import type { Usage } from "./capacity.ts";
import { readUnits } from "./capacity.ts";
import { invalidParameters, validation } from "./errors.ts";
import type { Condition } from "./expressions/condition.ts";
import { bindCondition } from "./expressions/condition.ts";
import { holds } from "./expressions/evaluate-condition.ts";
import { Placeholders } from "./expressions/placeholders.ts";
import type { Projection } from "./expressions/projection.ts";
import { bindProjection, project } from "./expressions/projection.ts";
import type { KeySchema } from "./key.ts";
import { encodeKey, keyAttributes } from "./key.ts";
import { attributesToGet } from "./legacy/attributes-to-get.ts";
import { filterOf } from "./legacy/condition.ts";
import { checkMixing } from "./legacy/mixing.ts";
import { PAGE_BYTES } from "./limits.ts";
import type { Entry, Position } from "./sorted-items.ts";
import type { SortedItems } from "./sorted-items.ts";
import type { SecondaryIndex, Table } from "./table.ts";
import { projectedAttributes, tieOf } from "./table.ts";
import { readableIndex } from "./tables.ts";
import { admit, consume } from "./throttle.ts";

/** What Query and Scan have in common. */

type Input = Partial<QueryCommandInput & ScanCommandInput>;

interface ReadExpressions {
  keyCondition?: Condition;
  filter?: Condition;
  projection?: Projection;
  startKey?: Item;
}

/** Checks all of a request that needs no table. */
export function bindRead(input: Input, valued: readonly string[]): ReadExpressions {
  checkMixing(input);
  const { KeyConditionExpression, FilterExpression, ProjectionExpression, ExclusiveStartKey } = input;
  const legacyFilter = filterOf({
    conditions: input.QueryFilter ?? input.ScanFilter,
    parameter: input.QueryFilter ? "queryFilter" : "scanFilter",
    operator: input.ConditionalOperator,
  });
  const legacyProjection = attributesToGet(input.AttributesToGet);
  const startKey = ExclusiveStartKey && storableStartKey(ExclusiveStartKey);
  const placeholders = new Placeholders(
    input,
    { KeyConditionExpression, FilterExpression, ProjectionExpression },
    valued,
  );
  const bound: ReadExpressions = {
    ...(startKey && { startKey }),
    ...(KeyConditionExpression !== undefined && {
      keyCondition: bindCondition("KeyConditionExpression", KeyConditionExpression, placeholders),
    }),
    ...(FilterExpression !== undefined && {
      filter: bindCondition("FilterExpression", FilterExpression, placeholders),
    }),
    ...(ProjectionExpression !== undefined && { projection: bindProjection(ProjectionExpression, placeholders) }),
    ...(legacyFilter && { filter: legacyFilter }),
    ...(legacyProjection && { projection: legacyProjection }),
  };
  placeholders.checkAllUsed();
  return bound;
}

function storableStartKey(key: Item): Item {
  try {
    return storableItem(key);
  } catch (error) {
    throw validation(`The provided starting key is invalid: ${(error as Error).message}`);
  }
}

/** What is read: the table itself or one of its indexes. */
export interface Source {
  table: Table;
  index?: SecondaryIndex;
  keys: KeySchema;
  items: SortedItems;
}

export function readSource(table: Table, input: Input): Source {
  if (input.IndexName === undefined) return { table, keys: table.keys, items: table.items };
  const index = readableIndex(table, input.IndexName);
  if (index.kind === "global" && input.ConsistentRead)
    throw validation("Consistent reads are not supported on global secondary indexes");
  return { table, index, keys: index.keys, items: index.items };
}

/** The combinations of Select, ProjectionExpression and index that AWS refuses. */
export function checkSelect(source: Source, input: Input, projection: Projection | undefined): void {
  const { Select } = input;
  if (projection && Select && Select !== "SPECIFIC_ATTRIBUTES")
    throw invalidParameters(
      `Cannot specify the ${input.AttributesToGet ? "AttributesToGet" : "ProjectionExpression"} when choosing to get ${Select === "COUNT" ? "only the Count" : Select}`,
    );
  if (!projection && Select === "SPECIFIC_ATTRIBUTES")
    throw invalidParameters(
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  const { index } = source;
  if (!index && Select === "ALL_PROJECTED_ATTRIBUTES")
    throw invalidParameters("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  if (index?.kind !== "global" || index.projection === "ALL") return;
  if (Select === "ALL_ATTRIBUTES")
    throw invalidParameters(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  const missing = missingAttributes(source, projection);
  if (missing.length)
    throw invalidParameters(`Global secondary index ${index.name} does not project [${missing.join(", ")}]`);
}

function missingAttributes({ table, index }: Source, projection: Projection | undefined): string[] {
  if (!projection || !index) return [];
  const held = projectedAttributes(table, index);
  return [...projection.wanted.keys()].map(String).filter((name) => !held.has(name));
}

/** A start key has the attributes of the table's and of the index's key, and no others. */
export function startPosition({ table, index, keys }: Source, startKey: Item): Position {
  const tablePart = pickKey(table.keys, startKey);
  const indexPart = index && pickKey(keys, startKey);
  const expected = new Set([...Object.keys(tablePart), ...Object.keys(indexPart ?? {})]);
  const complete =
    keyAttributes(table.keys).every(({ name }) => name in tablePart) &&
    (!indexPart || keyAttributes(keys).every(({ name }) => name in indexPart));
  if (!complete || expected.size !== Object.keys(startKey).length)
    throw validation(
      index
        ? "The provided starting key is invalid"
        : "The provided starting key is invalid: The provided key element does not match the schema",
    );
  try {
    const primary = encodeKey(table.keys, tablePart);
    return indexPart ? { ...encodeKey(keys, indexPart), tie: tieOf(primary) } : { ...primary, tie: "" };
  } catch (error) {
    throw validation(`The provided starting key is invalid: ${(error as Error).message}`);
  }
}

function pickKey(schema: KeySchema, from: Item): Item {
  const key: Item = {};
  for (const { name } of keyAttributes(schema)) {
    const value = attribute(from, name);
    if (value) key[name] = value;
  }
  return key;
}

interface Page {
  Items?: Item[];
  Count: number;
  ScannedCount: number;
  LastEvaluatedKey?: Item;
}

/** Reads until Limit, until 1 MB, or to the end. */
export function readPage(
  source: Source,
  entries: Iterable<Entry>,
  input: Input,
  { filter, projection }: ReadExpressions,
  usage: Usage,
  clock: Clock,
): Page {
  const { table, index } = source;
  admit(table, index, "read", clock);
  const consistent = input.ConsistentRead === true;
  const fetches = index?.kind === "local" && wantsMore(source, input.Select, projection);
  const found: Item[] = [];
  let scanned = 0;
  let bytes = 0;
  let fetched = 0;
  let last: Entry | undefined;
  let stopped = false;
  for (const entry of entries) {
    scanned++;
    bytes += entry.size;
    last = entry;
    let item = entry.item;
    if (fetches) {
      const stored = table.items.get({ ...encodeKey(table.keys, pickKey(table.keys, item)), tie: "" })!;
      const units = readUnits(stored.size, consistent);
      usage.addTable(units);
      fetched += units;
      item = stored.item;
    }
    if (!filter || holds(filter, item)) found.push(item);
    if (scanned === input.Limit || bytes >= PAGE_BYTES) {
      stopped = true;
      break;
    }
  }
  const units = readUnits(bytes, consistent);
  if (index) usage.addIndex(index, units);
  else usage.addTable(units);
  consume(table, index, "read", units + fetched, clock);
  return {
    ...(input.Select !== "COUNT" && { Items: projection ? found.map((item) => project(item, projection)) : found }),
    Count: found.length,
    ScannedCount: scanned,
    // AWS does not look ahead: a page that ends at its limit has a key even if nothing follows.
    ...(stopped &&
      last && {
        LastEvaluatedKey: { ...pickKey(table.keys, last.item), ...(index && pickKey(index.keys, last.item)) },
      }),
  };
}

/** Whether a local index must read attributes from the table: those it does not project. */
function wantsMore(source: Source, select: Select | undefined, projection: Projection | undefined): boolean {
  if (source.index!.projection === "ALL") return false;
  return select === "ALL_ATTRIBUTES" || missingAttributes(source, projection).length > 0;
}
