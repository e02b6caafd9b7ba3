import type { Item } from "../attribute-value.ts";
import { storableItem } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import type { Condition } from "../expressions/condition.ts";
import { project, projectionOf } from "../expressions/projection.ts";
import type { Table } from "../table.ts";
import type { PreparedWrite, Written } from "../write.ts";
import { onKey, preparePut, updateOnKey } from "../prepare-write.ts";
import type { Write } from "./statement.ts";
import { and, splitKey } from "./where.ts";

/** A statement as the engine's write. */
export function prepareStatement(statement: Write, table: Table, returnOldOnFailure: boolean): PreparedWrite {
  const tableName = statement.table;
  const hash = table.keys.hash.name;
  switch (statement.kind) {
    case "insert": {
      const put = preparePut({ TableName: tableName, Item: statement.item });
      return { ...put, onExisting: statement.ignoresDuplicate ? "keep" : "fail" };
    }
    case "update": {
      const { key, rest } = splitKey(statement.where, table.keys);
      // An UPDATE of PartiQL makes no items.
      const exists: Condition = { kind: "call", name: "attribute_exists", args: [{ kind: "path", parts: [hash] }] };
      const condition = rest ? and(exists, rest) : exists;
      return updateOnKey({ tableName, key: storableItem(key), condition, returnOldOnFailure }, statement.actions);
    }
    case "delete": {
      const { key, rest } = splitKey(statement.where, table.keys);
      const absent: Condition = { kind: "call", name: "attribute_not_exists", args: [{ kind: "path", parts: [hash] }] };
      // Of an item that is not there nothing is asked.
      const condition = rest && ({ kind: "or", left: absent, right: rest } as const);
      return onKey(
        { tableName, key: storableItem(key), ...(condition && { condition }), returnOldOnFailure },
        () => undefined,
      );
    }
    case "exists": {
      if (statement.select.index !== undefined)
        throw validation("Operations on indices are not supported in transactions");
      const incomplete = () => validation("EXISTS() must contain a single item read with additional condition");
      const { key, rest } = splitKey(statement.select.where, table.keys, incomplete);
      if (!rest) throw incomplete();
      return onKey({ tableName, key: storableItem(key), condition: rest, returnOldOnFailure }, (old) => old);
    }
  }
}

/** What RETURNING asks for; undefined where there is nothing of it. */
export function returned(statement: Write, { old, next }: Written): Item | undefined {
  const returning = statement.kind === "update" || statement.kind === "delete" ? statement.returning : undefined;
  const item = returning && (returning.when === "OLD" ? old : next)?.item;
  if (!item || !returning.modified || statement.kind !== "update") return item;
  const modified = project(item, projectionOf(statement.actions.map(({ parts }) => parts)));
  return Object.keys(modified).length ? modified : undefined;
}
