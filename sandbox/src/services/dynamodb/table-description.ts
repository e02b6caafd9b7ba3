import type {
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  ProvisionedThroughputDescription,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import type { KeySchema } from "./key.ts";
import { describeStream } from "./stream.ts";
import type { SecondaryIndex, Table, Throughput } from "./table.ts";
import { warmThroughput } from "./throughput.ts";

/** A table as DescribeTable and UpdateTable show it. */
export function describe(table: Table): TableDescription {
  const local = [...table.indexes.values()].filter((index) => index.kind === "local");
  const global = [...table.indexes.values()].filter((index) => index.kind === "global");
  return {
    AttributeDefinitions: [...table.types].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    TableName: table.name,
    KeySchema: describeKeys(table.keys),
    TableStatus: table.status,
    CreationDateTime: table.created,
    ProvisionedThroughput: describeThroughput(table.throughput),
    TableSizeBytes: table.items.bytes,
    ItemCount: table.items.count,
    TableArn: table.arn,
    TableId: table.id,
    ...((table.billing === "PAY_PER_REQUEST" || table.onDemandSince) && {
      BillingModeSummary: {
        BillingMode: table.billing,
        ...(table.onDemandSince && { LastUpdateToPayPerRequestDateTime: table.onDemandSince }),
      },
    }),
    ...(local.length && { LocalSecondaryIndexes: local.map((index) => describeLocal(table, index)) }),
    ...(global.length && { GlobalSecondaryIndexes: global.map((index) => describeGlobal(table, index)) }),
    ...(table.tableClass && { TableClassSummary: { TableClass: table.tableClass } }),
    DeletionProtectionEnabled: table.deletionProtection,
    ...describeStream(table),
    ...(table.onDemand && { OnDemandThroughput: table.onDemand }),
    WarmThroughput: { ...warmThroughput(table.billing, table.throughput, table.warm), Status: "ACTIVE" },
  };
}

/** CreateTable's answer: nothing has happened to the table yet (recorded, see test_gsi_with_billing_mode and test_table_warm_throughput). */
export function describeNew(table: Table): TableDescription {
  const description = describe(table);
  if (table.warm) description.WarmThroughput!.Status = "UPDATING";
  else delete description.WarmThroughput;
  delete description.BillingModeSummary?.LastUpdateToPayPerRequestDateTime;
  for (const index of description.GlobalSecondaryIndexes ?? []) delete index.WarmThroughput;
  return description;
}

/** DeleteTable's answer (recorded, see test_table_crud). */
export function describeDeleted(table: Table): TableDescription {
  return {
    TableName: table.name,
    TableStatus: table.status,
    ProvisionedThroughput: describeThroughput(table.throughput),
    TableSizeBytes: table.items.bytes,
    ItemCount: table.items.count,
    TableArn: table.arn,
    TableId: table.id,
    ...((table.billing === "PAY_PER_REQUEST" || table.onDemandSince) && {
      BillingModeSummary: {
        BillingMode: table.billing,
        ...(table.onDemandSince && { LastUpdateToPayPerRequestDateTime: table.onDemandSince }),
      },
    }),
    DeletionProtectionEnabled: table.deletionProtection,
    ...describeStream(table),
  };
}

function describeKeys(keys: KeySchema): KeySchemaElement[] {
  return [
    { AttributeName: keys.hash.name, KeyType: "HASH" },
    ...(keys.sort ? [{ AttributeName: keys.sort.name, KeyType: "RANGE" as const }] : []),
  ];
}

function describeThroughput(throughput: Throughput): ProvisionedThroughputDescription {
  return {
    ...(throughput.lastIncrease && { LastIncreaseDateTime: throughput.lastIncrease }),
    ...(throughput.lastDecrease && { LastDecreaseDateTime: throughput.lastDecrease }),
    NumberOfDecreasesToday: 0,
    ReadCapacityUnits: throughput.readUnits,
    WriteCapacityUnits: throughput.writeUnits,
  };
}

function describeIndex(table: Table, index: SecondaryIndex) {
  return {
    IndexName: index.name,
    KeySchema: describeKeys(index.keys),
    Projection: {
      ProjectionType: index.projection,
      ...(index.included.length && { NonKeyAttributes: index.included }),
    },
    IndexSizeBytes: index.items.bytes,
    ItemCount: index.items.count,
    IndexArn: `${table.arn}/index/${index.name}`,
  };
}

function describeLocal(table: Table, index: SecondaryIndex): LocalSecondaryIndexDescription {
  return describeIndex(table, index);
}

function describeGlobal(table: Table, index: SecondaryIndex): GlobalSecondaryIndexDescription {
  return {
    ...describeIndex(table, index),
    IndexStatus: index.status,
    ...(index.status === "CREATING" && table.status !== "CREATING" && { Backfilling: index.backfilling }),
    ProvisionedThroughput: describeThroughput(index.throughput ?? { readUnits: 0, writeUnits: 0 }),
    ...(index.onDemand && { OnDemandThroughput: index.onDemand }),
    WarmThroughput: { ...warmThroughput(table.billing, index.throughput, index.warm), Status: "ACTIVE" },
  };
}
