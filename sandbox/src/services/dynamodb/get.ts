import type { Clock } from "../../core/clock.ts";
import type { Item } from "./attribute-value.ts";
import type { Usage } from "./capacity.ts";
import { readUnits } from "./capacity.ts";
import { Placeholders } from "./expressions/placeholders.ts";
import type { Projection } from "./expressions/projection.ts";
import { bindProjection, project } from "./expressions/projection.ts";
import { storableItem } from "./attribute-value.ts";
import { checkKeyPaths, encodeKey } from "./key.ts";
import { attributesToGet } from "./legacy/attributes-to-get.ts";
import { checkMixing } from "./legacy/mixing.ts";
import type { Table } from "./table.ts";
import { admit, consume } from "./throttle.ts";

/** The projection of GetItem, BatchGetItem and TransactGetItems; undefined: the whole item. */
export function prepareGet(input: {
  ProjectionExpression?: string | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
  AttributesToGet?: string[] | undefined;
}): Projection | undefined {
  checkMixing(input);
  const { ProjectionExpression, ExpressionAttributeNames } = input;
  const placeholders = new Placeholders(
    ExpressionAttributeNames ? { ExpressionAttributeNames } : {},
    { ProjectionExpression },
    [],
  );
  const projection =
    ProjectionExpression === undefined
      ? attributesToGet(input.AttributesToGet)
      : bindProjection(ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  return projection;
}

export function executeGet(
  projection: Projection | undefined,
  table: Table,
  key: Item,
  consistent: boolean,
  usage: Usage,
  clock: Clock,
): Item | undefined {
  const position = encodeKey(table.keys, storableItem(key));
  if (projection) checkKeyPaths(table, projection.nested);
  admit(table, undefined, "read", clock);
  const found = table.items.get({ ...position, tie: "" });
  const units = readUnits(found?.size ?? 0, consistent);
  usage.addTable(units);
  consume(table, undefined, "read", usage.factor * units, clock);
  return found && (projection ? project(found.item, projection) : found.item);
}
