import type {
  AttributeValueUpdate,
  ConditionalOperator,
  ConditionCheck,
  Delete,
  ExpectedAttributeValue,
  Put,
  Update,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "./attribute-value.ts";
import { attribute, itemSize, storableItem } from "./attribute-value.ts";
import { invalidParameters, itemTooLarge, updatedItemTooLarge, validation } from "./errors.ts";
import { applyUpdate } from "./expressions/apply-update.ts";
import { bindCondition } from "./expressions/condition.ts";
import { Placeholders } from "./expressions/placeholders.ts";
import type { Action } from "./expressions/update.ts";
import { actionType, bindUpdate } from "./expressions/update.ts";
import { checkIndexKey, checkKeyPaths, encodeItemKey, encodeKey, keyAttributes } from "./key.ts";
import { inLegacyWords, updatesOf } from "./legacy/attribute-updates.ts";
import { expectedOf } from "./legacy/condition.ts";
import { checkMixing } from "./legacy/mixing.ts";
import { ITEM_BYTES } from "./limits.ts";
import type { Entry } from "./sorted-items.ts";
import type { Table } from "./table.ts";
import type { PreparedWrite } from "./write.ts";

/** The legacy forms of a condition are members of the single operations only. */
interface Legacy {
  Expected?: Record<string, ExpectedAttributeValue> | undefined;
  ConditionalOperator?: ConditionalOperator | undefined;
}

type Conditional = Legacy &
  Pick<
    Put,
    | "ConditionExpression"
    | "ExpressionAttributeNames"
    | "ExpressionAttributeValues"
    | "ReturnValuesOnConditionCheckFailure"
  >;

export function preparePut(input: Put & Legacy): PreparedWrite {
  checkMixing(input);
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

export function prepareDelete(input: Delete & Legacy): PreparedWrite {
  checkMixing(input);
  return prepareOnKey(input, () => undefined);
}

/** ConditionCheck of a transaction: what is there stays. */
export function prepareCheck(input: ConditionCheck): PreparedWrite {
  return prepareOnKey(input, (old) => old);
}

function prepareOnKey(
  input: (Delete & Legacy) | ConditionCheck,
  next: (old: Entry | undefined) => Entry | undefined,
): PreparedWrite {
  return onKey({ tableName: input.TableName!, key: storableItem(input.Key!), ...prepareCondition(input) }, next);
}

/** What a write says of its item beside what it does to it. */
export interface WriteTarget extends Pick<PreparedWrite, "condition" | "returnOldOnFailure"> {
  tableName: string;
  key: Item;
}

/** A write of the item with a key, whose item after it depends on the one before only. */
export function onKey(
  { key, ...target }: WriteTarget,
  next: (old: Entry | undefined) => Entry | undefined,
): PreparedWrite {
  return { ...target, locate: (table) => encodeKey(table.keys, key), next: (_table, _key, old) => next(old) };
}

export interface PreparedUpdate extends PreparedWrite {
  actions: Action[];
}

export function prepareUpdate(
  input: Omit<Update, "UpdateExpression"> &
    Legacy & {
      UpdateExpression?: string | undefined;
      AttributeUpdates?: Record<string, AttributeValueUpdate> | undefined;
    },
): PreparedUpdate {
  checkMixing(input);
  const { UpdateExpression, ConditionExpression } = input;
  const key = storableItem(input.Key!);
  const placeholders = new Placeholders(input, { UpdateExpression, ConditionExpression }, [
    "UpdateExpression",
    "ConditionExpression",
  ]);
  const actions =
    UpdateExpression === undefined
      ? updatesOf(input.AttributeUpdates ?? {})
      : bindUpdate(UpdateExpression, placeholders);
  const condition =
    ConditionExpression === undefined
      ? expectedOf(input)
      : bindCondition("ConditionExpression", ConditionExpression, placeholders);
  placeholders.checkAllUsed();
  const update = updateOnKey(
    {
      tableName: input.TableName!,
      key,
      ...(condition && { condition }),
      returnOldOnFailure: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
    },
    actions,
  );
  if (!input.AttributeUpdates) return update;
  return { ...update, next: (...at) => inLegacyWords(() => update.next(...at)) };
}

export function updateOnKey({ key, ...target }: WriteTarget, actions: Action[]): PreparedUpdate {
  return {
    ...target,
    actions,
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
      ? expectedOf(input)
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
