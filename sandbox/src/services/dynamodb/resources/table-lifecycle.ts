import type {
  CreateTableCommandInput,
  CreateTableCommandOutput,
  DescribeTableCommandOutput,
  GlobalSecondaryIndex,
  Tag,
  UpdateTableCommandInput,
} from "@aws-sdk/client-dynamodb";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import type { ResourceContext } from "../../../core/resource.ts";
import type { TableModel } from "./table-model.ts";

/** The calls that bring a table to what a template asks for, each waited for. DescribeTable answers when the table has settled. */

export async function createTable(
  name: string,
  model: TableModel,
  context: ResourceContext,
): Promise<{ name: string; arn: string; id: string }> {
  const { TableDescription: made } = await context.call<CreateTableCommandInput, CreateTableCommandOutput>(
    "dynamodb",
    "CreateTable",
    { ...model.table, TableName: name },
  );
  try {
    await settled(name, context);
    if (model.timeToLive !== undefined) await setTimeToLive(name, model.timeToLive, true, context);
    if (model.recovery.PointInTimeRecoveryEnabled) await setRecovery(name, model, context);
  } catch (error) {
    // CloudFormation knows nothing of a resource whose creation failed: what was begun must not stay.
    await deleteTable(name, context).catch(() => {});
    throw error;
  }
  return { name, arn: made!.TableArn!, id: made!.TableId! };
}

export async function updateTable(
  { name, arn }: { name: string; arn: string },
  old: TableModel,
  next: TableModel,
  context: ResourceContext,
): Promise<void> {
  if (!same(old.table.LocalSecondaryIndexes, next.table.LocalSecondaryIndexes))
    throw new NotEmulated(`updates of LocalSecondaryIndexes (${context.logicalId})`);
  for (const update of [...billingUpdates(old, next), ...indexUpdates(old, next)]) {
    await context.call<UpdateTableCommandInput, object>("dynamodb", "UpdateTable", { TableName: name, ...update });
    await settled(name, context);
  }
  if (old.timeToLive !== next.timeToLive) {
    if (old.timeToLive !== undefined) await setTimeToLive(name, old.timeToLive, false, context);
    if (next.timeToLive !== undefined) await setTimeToLive(name, next.timeToLive, true, context);
  }
  if (!same(old.recovery, next.recovery)) await setRecovery(name, next, context);
  await updateTags(arn, old.table.Tags ?? [], next.table.Tags ?? [], context);
}

export async function deleteTable(name: string, context: ResourceContext): Promise<void> {
  try {
    await settled(name, context);
    await context.call("dynamodb", "DeleteTable", { TableName: name });
    await settled(name, context);
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
  }
}

function settled(name: string, context: ResourceContext): Promise<DescribeTableCommandOutput> {
  return context.call("dynamodb", "DescribeTable", { TableName: name });
}

type TableChange = Omit<UpdateTableCommandInput, "TableName">;

/** One request each, as UpdateTable demands. */
function billingUpdates(old: TableModel, next: TableModel): TableChange[] {
  const before = old.table;
  const after = next.table;
  const updates: TableChange[] = [];
  if (!same(before.DeletionProtectionEnabled ?? false, after.DeletionProtectionEnabled ?? false))
    updates.push({ DeletionProtectionEnabled: after.DeletionProtectionEnabled ?? false });
  if (!same(before.TableClass ?? "STANDARD", after.TableClass ?? "STANDARD"))
    updates.push({ TableClass: after.TableClass ?? "STANDARD" });
  const billing = after.BillingMode ?? "PROVISIONED";
  if (billing !== (before.BillingMode ?? "PROVISIONED")) {
    // Going back to provisioned, all indexes that stay need their throughput in the same request.
    const kept = (after.GlobalSecondaryIndexes ?? []).filter((index) => find(before, index.IndexName!));
    updates.push({
      BillingMode: billing,
      ...(billing === "PROVISIONED" && {
        ProvisionedThroughput: after.ProvisionedThroughput,
        ...(kept.length && { GlobalSecondaryIndexUpdates: kept.map(throughputUpdate) }),
      }),
    });
  } else if (after.ProvisionedThroughput && !same(before.ProvisionedThroughput, after.ProvisionedThroughput))
    updates.push({ ProvisionedThroughput: after.ProvisionedThroughput });
  if (billing === "PAY_PER_REQUEST" && !same(before.OnDemandThroughput, after.OnDemandThroughput))
    // -1 lifts a limit that the template no longer has.
    updates.push({
      OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1, ...after.OnDemandThroughput },
    });
  if (after.WarmThroughput && !same(before.WarmThroughput, after.WarmThroughput))
    updates.push({ WarmThroughput: after.WarmThroughput });
  return updates;
}

function indexUpdates(old: TableModel, next: TableModel): TableChange[] {
  const before = old.table.GlobalSecondaryIndexes ?? [];
  const after = next.table.GlobalSecondaryIndexes ?? [];
  const removed = before.filter((index) => !find(next.table, index.IndexName!));
  const added = after.filter((index) => !find(old.table, index.IndexName!));
  if (removed.length + added.length > 1)
    throw invalidRequest("Cannot perform more than one GSI creation or deletion in a single update");
  const updates: TableChange[] = [];
  const billingStays = (old.table.BillingMode ?? "PROVISIONED") === (next.table.BillingMode ?? "PROVISIONED");
  for (const index of after) {
    const previous = find(old.table, index.IndexName!);
    if (!previous) continue;
    if (!same(previous.KeySchema, index.KeySchema) || !same(previous.Projection, index.Projection))
      throw invalidRequest(
        "Cannot update GSI's properties other than Provisioned Throughput and Contributor Insights Specification. You can create a new GSI with a different name.",
      );
    if (billingStays && index.ProvisionedThroughput && !same(previous.ProvisionedThroughput, index.ProvisionedThroughput))
      updates.push({ GlobalSecondaryIndexUpdates: [throughputUpdate(index)] });
    if (billingStays && index.OnDemandThroughput && !same(previous.OnDemandThroughput, index.OnDemandThroughput))
      updates.push({
        GlobalSecondaryIndexUpdates: [
          { Update: { IndexName: index.IndexName!, OnDemandThroughput: index.OnDemandThroughput } },
        ],
      });
    if (index.WarmThroughput && !same(previous.WarmThroughput, index.WarmThroughput))
      updates.push({
        GlobalSecondaryIndexUpdates: [{ Update: { IndexName: index.IndexName!, WarmThroughput: index.WarmThroughput } }],
      });
  }
  for (const { IndexName } of removed)
    updates.push({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] });
  for (const index of added)
    updates.push({
      AttributeDefinitions: next.table.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  return updates;
}

function find(table: TableModel["table"], name: string): GlobalSecondaryIndex | undefined {
  return table.GlobalSecondaryIndexes?.find((index) => index.IndexName === name);
}

function throughputUpdate({ IndexName, ProvisionedThroughput }: GlobalSecondaryIndex) {
  return { Update: { IndexName, ProvisionedThroughput } };
}

function invalidRequest(message: string): AwsError {
  return new AwsError("ValidationException", message, { status: 400 });
}

async function setTimeToLive(name: string, attribute: string, enabled: boolean, context: ResourceContext) {
  await context.call("dynamodb", "UpdateTimeToLive", {
    TableName: name,
    TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled },
  });
}

async function setRecovery(name: string, { recovery }: TableModel, context: ResourceContext) {
  await context.call("dynamodb", "UpdateContinuousBackups", {
    TableName: name,
    PointInTimeRecoverySpecification: recovery,
  });
}

async function updateTags(arn: string, before: Tag[], after: Tag[], context: ResourceContext): Promise<void> {
  const gone = before.filter((tag) => !after.some(({ Key }) => Key === tag.Key)).map((tag) => tag.Key!);
  if (gone.length) await context.call("dynamodb", "UntagResource", { ResourceArn: arn, TagKeys: gone });
  const changed = after.filter((tag) => !before.some(({ Key, Value }) => Key === tag.Key && Value === tag.Value));
  if (changed.length) await context.call("dynamodb", "TagResource", { ResourceArn: arn, Tags: changed });
}

/** Both come from templates by the same reading: members stand in the same order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
