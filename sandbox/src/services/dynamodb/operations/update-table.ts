import type { UpdateTableCommandInput, UpdateTableCommandOutput } from "@aws-sdk/client-dynamodb";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { Constraints } from "../../../core/constraints.ts";
import { invalidParameters, tableBusy, validation } from "../errors.ts";
import { planIndexChange } from "../index-change.ts";
import { checkStreamChange, constrainStream, setStream } from "../stream.ts";
import { describe } from "../table-description.ts";
import { constrainIndex } from "../table-definition.ts";
import type { Table } from "../table.ts";
import { controlTable, requestedArn } from "../tables.ts";
import { changedThroughput, checkWarm, constrainThroughput, warmThroughput } from "../throughput.ts";

export const updateTable = operation<UpdateTableCommandInput, UpdateTableCommandOutput>({
  accepts: [
    "TableName",
    "AttributeDefinitions",
    "BillingMode",
    "ProvisionedThroughput",
    "GlobalSecondaryIndexUpdates",
    "StreamSpecification",
    "TableClass",
    "DeletionProtectionEnabled",
    "OnDemandThroughput",
    "WarmThroughput",
  ],
  access: (input, context) => [{ action: "dynamodb:UpdateTable", resource: requestedArn(context, input.TableName!) }],
  run(input, context) {
    checkShape(input);
    const table = controlTable(context, input.TableName!);
    if (table.status !== "ACTIVE") throw tableBusy(table.name, table.status);
    const now = context.clock.date();
    const billing = planBilling(table, input, now);
    checkWarm(
      warmThroughput(input.BillingMode ?? table.billing, table.throughput, table.warm),
      input.WarmThroughput,
      input.BillingMode ?? table.billing,
    );
    checkStreamChange(table, input.StreamSpecification);
    const finishIndexes = planIndexChange(table, input, now);
    billing();
    setStream(table, input.StreamSpecification, context);
    if (input.TableClass) table.tableClass = input.TableClass;
    if (input.OnDemandThroughput) table.onDemand = { ...table.onDemand, ...input.OnDemandThroughput };
    if (input.WarmThroughput) table.warm = { ...table.warm, ...input.WarmThroughput };
    if (input.DeletionProtectionEnabled !== undefined) table.deletionProtection = input.DeletionProtectionEnabled;
    table.during("UPDATING", context.clock, () => {
      table.status = "ACTIVE";
      finishIndexes();
    });
    return { TableDescription: describe(table) };
  },
});

function checkShape(input: UpdateTableCommandInput): void {
  const constraints = new Constraints()
    .oneOf("billingMode", input.BillingMode, ["PROVISIONED", "PAY_PER_REQUEST"])
    .oneOf("tableClass", input.TableClass, ["STANDARD", "STANDARD_INFREQUENT_ACCESS"]);
  constrainStream(constraints, input.StreamSpecification);
  constrainThroughput(constraints, "provisionedThroughput", input.ProvisionedThroughput);
  for (const [at, { Create }] of (input.GlobalSecondaryIndexUpdates ?? []).entries())
    if (Create) constrainIndex(constraints, `globalSecondaryIndexUpdates.${at + 1}.member.create`, Create);
  constraints.check();
  const { TableName: _, AttributeDefinitions: __, ...changes } = input;
  if (Object.values(changes).every((change) => change === undefined))
    throw validation(
      "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required",
    );
  for (const only of ["TableClass", "DeletionProtectionEnabled"] as const)
    if (input[only] !== undefined && Object.keys(changes).length > 1)
      throw invalidParameters(
        `${only === "TableClass" ? only : "DeletionProtection"} modification must be the only operation in the request`,
      );
}

/** Checks the new billing; what it returns makes it so. */
function planBilling(table: Table, input: UpdateTableCommandInput, now: Date): () => void {
  const { ProvisionedThroughput: asked } = input;
  const billing = input.BillingMode ?? table.billing;
  if (billing === "PAY_PER_REQUEST" && asked)
    throw invalidParameters(
      "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  if (billing === "PROVISIONED" && table.billing !== billing) {
    if (!asked) throw invalidParameters("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
    for (const { name, kind } of table.indexes.values())
      if (kind === "global" && !input.GlobalSecondaryIndexUpdates?.some(({ Update }) => Update?.IndexName === name))
        throw invalidParameters(`ProvisionedThroughput must be specified for index: ${name}`);
  }
  if (billing === "PROVISIONED" && input.OnDemandThroughput)
    throw new NotEmulated("dynamodb UpdateTable OnDemandThroughput of a provisioned table");
  const { readUnits, writeUnits } = table.throughput;
  if (
    asked &&
    table.billing === billing &&
    asked.ReadCapacityUnits === readUnits &&
    asked.WriteCapacityUnits === writeUnits
  )
    throw validation(
      `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${readUnits}. Requested ReadCapacityUnits: ${readUnits}. Current WriteCapacityUnits provisioned for the table: ${writeUnits}. Requested WriteCapacityUnits: ${writeUnits}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  return () => {
    if (billing === "PAY_PER_REQUEST" && table.billing !== billing) {
      table.onDemandSince = now;
      table.throughput = { ...table.throughput, readUnits: 0, writeUnits: 0 };
      for (const index of table.indexes.values()) delete index.throughput;
    }
    if (asked) table.throughput = changedThroughput(table.throughput, asked, now);
    table.billing = billing;
  };
}
