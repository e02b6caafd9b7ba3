import type { Item } from "./attribute-value.ts";
import type { Usage } from "./capacity.ts";
import { readUnits } from "./capacity.ts";
import { Placeholders } from "./expressions/placeholders.ts";
import type { Projection } from "./expressions/projection.ts";
import { bindProjection, project } from "./expressions/projection.ts";
import { storableItem } from "./attribute-value.ts";
import { checkKeyPaths, encodeKey } from "./key.ts";
import type { Table } from "./table.ts";

/** The projection of GetItem, BatchGetItem and TransactGetItems; undefined: the whole item. */
export function prepareGet(input: {
  ProjectionExpression?: string | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
}): Projection | undefined {
  const { ProjectionExpression, ExpressionAttributeNames } = input;
  const placeholders = new Placeholders(
    ExpressionAttributeNames ? { ExpressionAttributeNames } : {},
    { ProjectionExpression },
    [],
  );
  const projection =
    ProjectionExpression === undefined ? undefined : bindProjection(ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  return projection;
}

export function executeGet(
  projection: Projection | undefined,
  table: Table,
  key: Item,
  consistent: boolean,
  usage: Usage,
): Item | undefined {
  const position = encodeKey(table.keys, storableItem(key));
  if (projection) checkKeyPaths(table, projection.nested);
  const found = table.items.get({ ...position, tie: "" });
  usage.addTable(readUnits(found?.size ?? 0, consistent));
  return found && (projection ? project(found.item, projection) : found.item);
}
