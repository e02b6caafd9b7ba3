import { randomUUID } from "node:crypto";
import type { CreateTableCommandInput, CreateTableCommandOutput } from "@aws-sdk/client-dynamodb";
import { NotEmulated } from "../../../core/errors.ts";
import { operation, type OperationContext } from "../../../core/service.ts";
import { Constraints } from "../../../core/constraints.ts";
import { invalidParameters, tableExists, validation } from "../errors.ts";
import { checkLockout, checkPolicy } from "../resource-policy.ts";
import { checkNewStream, constrainStream, setStream } from "../stream.ts";
import { describeNew } from "../table-description.ts";
import {
  attributeTypes,
  checkIndexes,
  constrainDefinitions,
  globalIndexes,
  keySchema,
  localIndexes,
} from "../table-definition.ts";
import { Table } from "../table.ts";
import { NAME_PATTERN, tableArn, tables } from "../tables.ts";
import { checkTags } from "../tags.ts";
import {
  checkIndexBilling,
  checkTableBilling,
  checkWarm,
  constrainThroughput,
  newThroughput,
  warmThroughput,
} from "../throughput.ts";

export const createTable = operation<CreateTableCommandInput, CreateTableCommandOutput>({
  accepts: [
    "TableName",
    "AttributeDefinitions",
    "KeySchema",
    "LocalSecondaryIndexes",
    "GlobalSecondaryIndexes",
    "BillingMode",
    "ProvisionedThroughput",
    "StreamSpecification",
    "SSESpecification",
    "Tags",
    "TableClass",
    "DeletionProtectionEnabled",
    "WarmThroughput",
    "OnDemandThroughput",
    "ResourcePolicy",
  ],
  access(input, context) {
    const resource = tableArn(context, input.TableName!);
    const conditions: Record<string, string | string[]> = {};
    for (const { Key, Value } of input.Tags ?? []) conditions[`aws:RequestTag/${Key}`] = Value!;
    if (input.Tags?.length) conditions["aws:TagKeys"] = input.Tags.map((tag) => tag.Key!);
    return [
      { action: "dynamodb:CreateTable", resource, conditions },
      ...(input.Tags?.length ? [{ action: "dynamodb:TagResource", resource, conditions }] : []),
      ...(input.ResourcePolicy ? [{ action: "dynamodb:PutResourcePolicy", resource }] : []),
    ];
  },
  async run(input, context) {
    checkShape(input);
    const policy = input.ResourcePolicy;
    if (policy !== undefined) await checkNewPolicy(policy, input.TableName!, context);
    const billing = input.BillingMode ?? "PROVISIONED";
    checkTableBilling(billing, input.ProvisionedThroughput, input.OnDemandThroughput);
    for (const index of input.GlobalSecondaryIndexes ?? []) checkIndexBilling(billing, index);
    const types = attributeTypes(input.AttributeDefinitions!);
    const keys = keySchema(input.KeySchema!, types);
    const indexes = [
      ...localIndexes(input.LocalSecondaryIndexes, keys, types),
      ...globalIndexes(input.GlobalSecondaryIndexes, types),
    ];
    checkIndexes(keys, indexes, types);
    if (input.Tags) checkTags(input.Tags);
    const throughput = newThroughput(input.ProvisionedThroughput);
    checkWarm(warmThroughput(billing, throughput, undefined), input.WarmThroughput, billing);

    const all = context.state(tables);
    if (all.has(input.TableName!)) throw tableExists(input.TableName!);
    const now = context.clock.date();
    const table = new Table({
      name: input.TableName!,
      arn: tableArn(context, input.TableName!),
      id: randomUUID(),
      created: now,
      keys,
      types,
      indexes,
    });
    table.billing = billing;
    if (billing === "PAY_PER_REQUEST") table.onDemandSince = now;
    table.throughput = throughput;
    if (input.OnDemandThroughput) table.onDemand = input.OnDemandThroughput;
    if (input.WarmThroughput) table.warm = input.WarmThroughput;
    if (input.TableClass) table.tableClass = input.TableClass;
    table.deletionProtection = input.DeletionProtectionEnabled ?? false;
    table.tags = input.Tags ?? [];
    if (policy !== undefined) table.policy.current = { document: policy, revisionId: String(now.getTime()) };
    for (const asked of input.GlobalSecondaryIndexes ?? []) {
      const index = table.indexes.get(asked.IndexName!)!;
      if (asked.ProvisionedThroughput) index.throughput = newThroughput(asked.ProvisionedThroughput);
      if (asked.OnDemandThroughput) index.onDemand = asked.OnDemandThroughput;
      if (asked.WarmThroughput) index.warm = asked.WarmThroughput;
    }
    if (input.StreamSpecification?.StreamEnabled) setStream(table, input.StreamSpecification, context);
    all.set(table.name, table);
    table.during("CREATING", context.clock, () => {
      table.status = "ACTIVE";
      for (const index of table.indexes.values()) index.status = "ACTIVE";
    });
    return { TableDescription: describeNew(table) };
  },
});

async function checkNewPolicy(document: string, tableName: string, context: OperationContext): Promise<void> {
  const arn = tableArn(context, tableName);
  checkPolicy(document, arn);
  await checkLockout(document, arn, context);
}

function checkShape(input: CreateTableCommandInput): void {
  const name = input.TableName!;
  if (name.length < 3 || name.length > 255)
    throw validation("TableName must be at least 3 characters long and at most 255 characters long");
  const constraints = new Constraints()
    .matches("tableName", name, NAME_PATTERN)
    .oneOf("billingMode", input.BillingMode, ["PROVISIONED", "PAY_PER_REQUEST"])
    .oneOf("tableClass", input.TableClass, ["STANDARD", "STANDARD_INFREQUENT_ACCESS"]);
  constrainThroughput(constraints, "provisionedThroughput", input.ProvisionedThroughput);
  constrainDefinitions(constraints, input);
  constrainStream(constraints, input.StreamSpecification);
  for (const [at, index] of (input.GlobalSecondaryIndexes ?? []).entries())
    constrainThroughput(
      constraints,
      `globalSecondaryIndexes.${at + 1}.member.provisionedThroughput`,
      index.ProvisionedThroughput,
    );
  constraints.check();
  checkNewStream(input.StreamSpecification);
  if (input.SSESpecification?.Enabled || input.SSESpecification?.KMSMasterKeyId)
    throw new NotEmulated("dynamodb CreateTable SSESpecification with KMS keys");
  if (input.SSESpecification?.SSEType) throw invalidParameters("SSEType can not be specified if Enabled is false");
}
