import type {
  ConditionCheck,
  Delete,
  ItemCollectionMetrics,
  Put,
  ReturnItemCollectionMetrics,
  Update,
} from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../core/service.ts";
import type { Item } from "./attribute-value.ts";
import { attribute, itemSize, storableItem } from "./attribute-value.ts";
import { conditionFailed, invalidParameters, itemTooLarge, updatedItemTooLarge, validation } from "./errors.ts";
import { applyUpdate } from "./expressions/apply-update.ts";
import type { Condition } from "./expressions/condition.ts";
import { bindCondition, pathHeads } from "./expressions/condition.ts";
import { holds } from "./expressions/evaluate-condition.ts";
import { Placeholders } from "./expressions/placeholders.ts";
import type { Action } from "./expressions/update.ts";
import { actionType, bindUpdate } from "./expressions/update.ts";
import { checkIndexKey, checkKeyPaths, encodeItemKey, encodeKey, keyAttributes } from "./key.ts";
import type { EncodedKey } from "./key.ts";
import { ITEM_BYTES } from "./limits.ts";
import type { Entry } from "./sorted-items.ts";
import type { Table } from "./table.ts";
import { noticeExpiry } from "./time-to-live.ts";
import { itemTable } from "./tables.ts";

/** One write, of which everything is checked that can be checked without its table. */
export interface PreparedWrite {
  tableName: string;
  condition?: Condition;
  returnOldOnFailure: boolean;
  /** Checks the request against the table's schema and says which item is meant. */
  locate(table: Table): EncodedKey;
  /** The item after the write; undefined where there is none. */
  next(table: Table, key: EncodedKey, old: Entry | undefined): Entry | undefined;
}

export interface Written {
  table: Table;
  old?: Entry;
  next?: Entry;
}

type Conditional = Pick<
  Put,
  | "ConditionExpression"
  | "ExpressionAttributeNames"
  | "ExpressionAttributeValues"
  | "ReturnValuesOnConditionCheckFailure"
>;

export function preparePut(input: Put): PreparedWrite {
  const item = storableItem(input.Item!);
  const size = itemSize(item);
  if (size > ITEM_BYTES) throw itemTooLarge();
  return {
    tableName: input.TableName!,
    ...prepareCondition(input),
    locate(table) {
      const key = encodeItemKey(table.keys, item);
      for (const index of table.indexes.values()) checkIndexKey(index.name, index.keys, item);
      return key;
    },
    next: (_table, key) => ({ ...key, tie: "", item, size }),
  };
}

export function prepareDelete(input: Delete): PreparedWrite {
  return prepareOnKey(input, () => undefined);
}

/** ConditionCheck of a transaction: what is there stays. */
export function prepareCheck(input: ConditionCheck): PreparedWrite {
  return prepareOnKey(input, (old) => old);
}

function prepareOnKey(
  input: Delete | ConditionCheck,
  next: (old: Entry | undefined) => Entry | undefined,
): PreparedWrite {
  const key = storableItem(input.Key!);
  return {
    tableName: input.TableName!,
    ...prepareCondition(input),
    locate: (table) => encodeKey(table.keys, key),
    next: (_table, _key, old) => next(old),
  };
}

export interface PreparedUpdate extends PreparedWrite {
  actions: Action[];
}

export function prepareUpdate(
  input: Omit<Update, "UpdateExpression"> & { UpdateExpression?: string | undefined },
): PreparedUpdate {
  const { UpdateExpression, ConditionExpression } = input;
  const key = storableItem(input.Key!);
  const placeholders = new Placeholders(input, { UpdateExpression, ConditionExpression }, [
    "UpdateExpression",
    "ConditionExpression",
  ]);
  const actions = UpdateExpression === undefined ? [] : bindUpdate(UpdateExpression, placeholders);
  const condition =
    ConditionExpression === undefined
      ? undefined
      : bindCondition("ConditionExpression", ConditionExpression, placeholders);
  placeholders.checkAllUsed();
  return {
    tableName: input.TableName!,
    actions,
    ...(condition && { condition }),
    returnOldOnFailure: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    locate(table) {
      const encoded = encodeKey(table.keys, key);
      checkActions(table, actions);
      return encoded;
    },
    next(table, encoded, old) {
      // Nothing comes into being by taking away.
      if (!old && actions.length && actions.every(({ kind }) => kind === "REMOVE" || kind === "DELETE")) {
        applyUpdate(actions, key);
        return undefined;
      }
      const item = applyUpdate(actions, old?.item ?? key);
      const checked = storableItem(item);
      checkUpdatedIndexKeys(table, checked);
      const size = itemSize(checked);
      if (size > ITEM_BYTES) throw updatedItemTooLarge();
      return { ...encoded, tie: "", item: checked, size };
    },
  };
}

function prepareCondition(input: Conditional): Pick<PreparedWrite, "condition" | "returnOldOnFailure"> {
  const { ConditionExpression } = input;
  const placeholders = new Placeholders(input, { ConditionExpression }, ["ConditionExpression"]);
  const condition =
    ConditionExpression === undefined
      ? undefined
      : bindCondition("ConditionExpression", ConditionExpression, placeholders);
  placeholders.checkAllUsed();
  return {
    ...(condition && { condition }),
    returnOldOnFailure: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
  };
}

function checkActions(table: Table, actions: Action[]): void {
  for (const { name } of keyAttributes(table.keys))
    if (actions.some((action) => action.parts[0] === name))
      throw invalidParameters(`Cannot update attribute ${name}. This attribute is part of the key`);
  for (const index of table.indexes.values())
    for (const part of keyAttributes(index.keys)) {
      const action = actions.find(({ parts }) => parts.length === 1 && parts[0] === part.name);
      const type = action && actionType(action);
      if (type && type !== part.type)
        throw invalidParameters(
          `Type mismatch for Index Key ${part.name} Expected: ${part.type} Actual: ${type} IndexName: ${index.name}`,
        );
    }
  checkKeyPaths(table, new Set(actions.filter(({ parts }) => parts.length > 1).map(({ parts }) => parts[0] as string)));
}

function checkUpdatedIndexKeys(table: Table, item: Item): void {
  for (const index of table.indexes.values())
    for (const { name, type } of keyAttributes(index.keys)) {
      const value = attribute(item, name);
      if (!value) continue;
      if (value[type] === undefined)
        throw validation("The update expression attempted to update the secondary index key to unsupported type");
      if (value.S === "" || value.B?.byteLength === 0)
        throw validation(
          `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value.`,
        );
      checkIndexKey(index.name, index.keys, item);
    }
}

/** Throws where the condition does not hold for what is there now. */
export function checkWrite(write: PreparedWrite, table: Table, old: Entry | undefined): void {
  if (!write.condition) return;
  checkKeyPaths(table, pathHeads(write.condition).nested);
  if (!holds(write.condition, old?.item ?? {})) throw conditionFailed(write.returnOldOnFailure ? old?.item : undefined);
}

/** Checks and does one write. */
export function executeWrite(write: PreparedWrite, context: OperationContext): Written {
  const table = itemTable(context, write.tableName);
  const key = write.locate(table);
  const old = table.items.get({ ...key, tie: "" });
  checkWrite(write, table, old);
  const next = write.next(table, key, old);
  commitWrite(table, old, next, context);
  return { table, ...(old && { old }), ...(next && { next }) };
}

export function commitWrite(
  table: Table,
  old: Entry | undefined,
  next: Entry | undefined,
  context: OperationContext,
): void {
  if (old === next) return;
  table.write(old, next);
  if (next) noticeExpiry(table, next.item, context.clock);
}

const GIGABYTE = 2 ** 30;

/** Only tables with local indexes have item collections. */
export function collectionMetrics(
  { table, old, next }: Written,
  wanted: ReturnItemCollectionMetrics | undefined,
): ItemCollectionMetrics | undefined {
  const entry = next ?? old;
  const local = [...table.indexes.values()].filter((index) => index.kind === "local");
  if (wanted !== "SIZE" || !entry || !local.length) return undefined;
  let bytes = 0;
  for (const items of [table.items, ...local.map((index) => index.items)])
    for (const { size } of items.entries(entry.hash)) bytes += size;
  const { name } = table.keys.hash;
  const lower = Math.floor(bytes / GIGABYTE);
  return { ItemCollectionKey: { [name]: entry.item[name]! }, SizeEstimateRangeGB: [lower, lower + 1] };
}
