import type { GlobalSecondaryIndexUpdate, UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { indexOfTableNotFound, invalidParameters, limitExceeded, validation } from "./errors.ts";
import { GLOBAL_INDEXES } from "./limits.ts";
import { attributeTypes, checkIndexes, globalIndexes } from "./table-definition.ts";
import type { SecondaryIndex, Table } from "./table.ts";
import { changedThroughput, checkIndexBilling, newThroughput } from "./throughput.ts";

/**
 * Checks and begins GlobalSecondaryIndexUpdates; what it returns ends them, when the table becomes ACTIVE again: a new index is
 * filled from the items, a deleted one goes.
 */
export function planIndexChange(table: Table, input: UpdateTableCommandInput, now: Date): () => void {
  const updates = input.GlobalSecondaryIndexUpdates;
  if (!updates) return () => {};
  if (!updates.length) throw invalidParameters("List of GlobalSecondaryIndexUpdates is empty");
  checkUpdates(updates);
  const billing = input.BillingMode ?? table.billing;
  const types = new Map([...table.types, ...attributeTypes(input.AttributeDefinitions ?? [])]);
  const finish: (() => void)[] = [];
  const begin: (() => void)[] = [];

  for (const { Create, Update, Delete } of updates) {
    if (Create) {
      if (table.indexes.has(Create.IndexName!)) throw validation("Attempting to create an index which already exists");
      checkIndexBilling(billing, Create);
      if (!input.AttributeDefinitions)
        throw invalidParameters(`AttributeDefinitions is not specified for index: ${Create.IndexName}`);
      const [index] = globalIndexes([Create], types) as [SecondaryIndex];
      index.backfilling = true;
      if (Create.ProvisionedThroughput) index.throughput = newThroughput(Create.ProvisionedThroughput);
      if (Create.OnDemandThroughput) index.onDemand = Create.OnDemandThroughput;
      if (Create.WarmThroughput) index.warm = Create.WarmThroughput;
      begin.push(() => table.indexes.set(index.name, index));
      finish.push(() => {
        table.backfill(index);
        index.backfilling = false;
        index.status = "ACTIVE";
      });
    } else if (Update) {
      const index = globalIndex(table, Update.IndexName!, "update");
      const { ProvisionedThroughput: throughput } = Update;
      if (throughput && billing === "PAY_PER_REQUEST")
        throw invalidParameters(
          `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${index.name} when BillingMode is PAY_PER_REQUEST`,
        );
      begin.push(() => {
        if (throughput)
          index.throughput = changedThroughput(index.throughput ?? newThroughput(undefined), throughput, now);
        if (Update.OnDemandThroughput) index.onDemand = { ...index.onDemand, ...Update.OnDemandThroughput };
        if (Update.WarmThroughput) index.warm = { ...index.warm, ...Update.WarmThroughput };
        index.status = "UPDATING";
      });
      finish.push(() => (index.status = "ACTIVE"));
    } else if (Delete) {
      const index = globalIndex(table, Delete.IndexName!, "delete");
      begin.push(() => (index.status = "DELETING"));
      finish.push(() => {
        table.indexes.delete(index.name);
        forgetUnusedTypes(table);
      });
    }
  }

  const created = updates.filter(({ Create }) => Create).length;
  const global = [...table.indexes.values()].filter(({ kind }) => kind === "global").length;
  if (global + created > GLOBAL_INDEXES)
    throw limitExceeded(`GlobalSecondaryIndex count exceeds the per-table limit of ${GLOBAL_INDEXES}`);
  const after = new Map(table.indexes);
  for (const { Create, Delete } of updates) {
    if (Delete) after.delete(Delete.IndexName!);
    if (Create) for (const index of globalIndexes([Create], types)) after.set(index.name, index);
  }
  if (created) checkIndexes(table.keys, [...after.values()], types);

  for (const step of begin) step();
  table.types = types;
  return () => finish.forEach((step) => step());
}

function checkUpdates(updates: GlobalSecondaryIndexUpdate[]): void {
  const seen = new Set<string>();
  let changes = 0;
  for (const { Create, Update, Delete } of updates) {
    const actions = [Create, Update, Delete].filter((action) => action !== undefined);
    if (!actions.length)
      throw invalidParameters(
        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
      );
    if (actions.length > 1)
      throw invalidParameters(
        "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object",
      );
    const name = actions[0]!.IndexName!;
    if (seen.has(name))
      throw invalidParameters(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    seen.add(name);
    if (!Update) changes++;
  }
  if (changes > 1)
    throw limitExceeded(
      "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    );
}

function globalIndex(table: Table, name: string, action: "update" | "delete"): SecondaryIndex {
  const index = table.indexes.get(name);
  if (index?.kind === "local")
    throw validation(`Cannot ${action} an index that is not a GlobalSecondaryIndex: ${name}`);
  if (!index) throw indexOfTableNotFound(name);
  return index;
}

/** AttributeDefinitions holds only what some key uses. */
function forgetUnusedTypes(table: Table): void {
  const used = new Set(
    [table.keys, ...[...table.indexes.values()].map((index) => index.keys)].flatMap((keys) => [
      keys.hash.name,
      ...(keys.sort ? [keys.sort.name] : []),
    ]),
  );
  table.types = new Map([...table.types].filter(([name]) => used.has(name)));
}
