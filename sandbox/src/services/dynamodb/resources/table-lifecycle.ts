import type {
  CreateTableCommandInput,
  CreateTableCommandOutput,
  DescribeTableCommandOutput,
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
  GlobalSecondaryIndex,
  GlobalSecondaryIndexDescription,
  OnDemandThroughput,
  ProvisionedThroughput,
  ProvisionedThroughputDescription,
  TableDescription,
  UpdateTableCommandInput,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import type { ResourceContext } from "../../../core/resource.ts";
import { changeTags } from "../../../core/tags.ts";
import { changePolicy } from "./policy-change.ts";
import type { TableModel } from "./table-model.ts";

/** The calls that bring a table to what a template asks for, each waited for. DescribeTable answers when the table has settled. */

export async function createTable(
  name: string,
  model: TableModel,
  context: ResourceContext,
): Promise<{ name: string; arn: string; id: string; streamArn: string | undefined }> {
  const { TableDescription: made } = await context.call<CreateTableCommandInput, CreateTableCommandOutput>(
    "dynamodb",
    "CreateTable",
    { ...model.table, TableName: name, ...(model.policy !== undefined && { ResourcePolicy: model.policy }) },
  );
  try {
    await settled(name, context);
    if (model.timeToLive !== undefined) await setTimeToLive(name, model.timeToLive, true, context);
    if (model.recovery.PointInTimeRecoveryEnabled) await setRecovery(name, model, context);
    await changePolicy(made!.LatestStreamArn, undefined, model.streamPolicy, context);
  } catch (error) {
    // CloudFormation knows nothing of a resource whose creation failed: what was begun must not stay.
    await deleteTable(name, context).catch(() => {});
    throw error;
  }
  return { name, arn: made!.TableArn!, id: made!.TableId!, streamArn: made!.LatestStreamArn };
}

/**
 * Compares with the table as it is, not only with the old template: the rollback of an update that failed halfway comes here too,
 * with the template that was never reached as the old one.
 */
export async function updateTable(
  { name, arn }: { name: string; arn: string },
  old: TableModel,
  next: TableModel,
  context: ResourceContext,
): Promise<{ arn: string; streamArn: string | undefined }> {
  if (!same(old.table.LocalSecondaryIndexes, next.table.LocalSecondaryIndexes))
    throw new NotEmulated(`updates of LocalSecondaryIndexes (${context.logicalId})`);
  const current = (await settled(name, context)).Table!;
  for (const update of [
    ...billingUpdates(current, next),
    ...streamUpdates(current, next),
    ...indexUpdates(current, next),
  ]) {
    await context.call<UpdateTableCommandInput, object>("dynamodb", "UpdateTable", { TableName: name, ...update });
    await settled(name, context);
  }
  if (old.timeToLive !== next.timeToLive) await updateTimeToLive(name, next.timeToLive, context);
  if (!same(old.recovery, next.recovery)) await setRecovery(name, next, context);
  if (!same(old.table.Tags, next.table.Tags))
    await changeTags(old.table.Tags, next.table.Tags, {
      untag: (TagKeys) => context.call("dynamodb", "UntagResource", { ResourceArn: arn, TagKeys }),
      tag: (_, Tags) => context.call("dynamodb", "TagResource", { ResourceArn: arn, Tags }),
    });
  const { Table: table } = await settled(name, context);
  await changePolicy(arn, old.policy, next.policy, context);
  await changePolicy(table!.LatestStreamArn, old.streamPolicy, next.streamPolicy, context);
  return { arn, streamArn: table!.StreamSpecification && table!.LatestStreamArn };
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
function billingUpdates(current: TableDescription, { table: next }: TableModel): TableChange[] {
  const updates: TableChange[] = [];
  if (current.DeletionProtectionEnabled !== (next.DeletionProtectionEnabled ?? false))
    updates.push({ DeletionProtectionEnabled: next.DeletionProtectionEnabled ?? false });
  if ((current.TableClassSummary?.TableClass ?? "STANDARD") !== (next.TableClass ?? "STANDARD"))
    updates.push({ TableClass: next.TableClass ?? "STANDARD" });
  const billing = next.BillingMode ?? "PROVISIONED";
  if (billing !== (current.BillingModeSummary?.BillingMode ?? "PROVISIONED")) {
    // Going back to provisioned, all indexes that stay need their throughput in the same request.
    const kept = (next.GlobalSecondaryIndexes ?? []).filter(({ IndexName }) => find(current, IndexName!));
    updates.push({
      BillingMode: billing,
      ...(billing === "PROVISIONED" && {
        ProvisionedThroughput: next.ProvisionedThroughput,
        ...(kept.length && { GlobalSecondaryIndexUpdates: kept.map(throughputUpdate) }),
      }),
    });
  } else if (next.ProvisionedThroughput && !sameUnits(current.ProvisionedThroughput, next.ProvisionedThroughput))
    updates.push({ ProvisionedThroughput: next.ProvisionedThroughput });
  if (billing === "PAY_PER_REQUEST" && !sameLimits(current.OnDemandThroughput, next.OnDemandThroughput))
    updates.push({ OnDemandThroughput: limits(next.OnDemandThroughput) });
  if (next.WarmThroughput && !sameWarm(current.WarmThroughput, next.WarmThroughput))
    updates.push({ WarmThroughput: next.WarmThroughput });
  return updates;
}

/** A stream of another view type is another stream: off, then on. */
function streamUpdates(current: TableDescription, { table: next }: TableModel): TableChange[] {
  const before = current.StreamSpecification?.StreamViewType;
  const after = next.StreamSpecification?.StreamViewType;
  if (before === after) return [];
  return [
    ...(before ? [{ StreamSpecification: { StreamEnabled: false } }] : []),
    ...(after ? [{ StreamSpecification: next.StreamSpecification }] : []),
  ];
}

function indexUpdates(current: TableDescription, { table: next }: TableModel): TableChange[] {
  const wanted = next.GlobalSecondaryIndexes ?? [];
  const removed = (current.GlobalSecondaryIndexes ?? []).filter(
    (index) => !wanted.some(({ IndexName }) => IndexName === index.IndexName),
  );
  const added = wanted.filter(({ IndexName }) => !find(current, IndexName!));
  if (removed.length + added.length > 1)
    throw invalidRequest("Cannot perform more than one GSI creation or deletion in a single update");
  const updates: TableChange[] = [];
  const billing = next.BillingMode ?? "PROVISIONED";
  const billingStays = billing === (current.BillingModeSummary?.BillingMode ?? "PROVISIONED");
  for (const index of wanted) {
    const { IndexName, ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = index;
    const previous = find(current, IndexName!);
    if (!previous) continue;
    if (!sameShape(previous, index))
      throw invalidRequest(
        "Cannot update GSI's properties other than Provisioned Throughput and Contributor Insights Specification. You can create a new GSI with a different name.",
      );
    const update = (change: object) =>
      updates.push({ GlobalSecondaryIndexUpdates: [{ Update: { IndexName, ...change } }] });
    if (billingStays && ProvisionedThroughput && !sameUnits(previous.ProvisionedThroughput, ProvisionedThroughput))
      update({ ProvisionedThroughput });
    if (billing === "PAY_PER_REQUEST" && !sameLimits(previous.OnDemandThroughput, OnDemandThroughput))
      update({ OnDemandThroughput: limits(OnDemandThroughput) });
    if (WarmThroughput && !sameWarm(previous.WarmThroughput, WarmThroughput)) update({ WarmThroughput });
  }
  for (const { IndexName } of removed) updates.push({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }] });
  for (const index of added)
    updates.push({
      AttributeDefinitions: next.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  return updates;
}

function find(table: TableDescription, name: string): GlobalSecondaryIndexDescription | undefined {
  return table.GlobalSecondaryIndexes?.find((index) => index.IndexName === name);
}

function sameShape(current: GlobalSecondaryIndexDescription, next: GlobalSecondaryIndex): boolean {
  const shape = ({ KeySchema, Projection }: GlobalSecondaryIndexDescription) => [
    KeySchema!.map(({ AttributeName, KeyType }) => [AttributeName, KeyType]),
    Projection!.ProjectionType,
    (Projection!.NonKeyAttributes ?? []).toSorted(),
  ];
  return same(shape(current), shape(next));
}

function sameUnits(
  current: ProvisionedThroughput | ProvisionedThroughputDescription | undefined,
  next: ProvisionedThroughput,
): boolean {
  return (
    current?.ReadCapacityUnits === next.ReadCapacityUnits && current?.WriteCapacityUnits === next.WriteCapacityUnits
  );
}

function sameLimits(current: OnDemandThroughput | undefined, next: OnDemandThroughput | undefined): boolean {
  const before = limits(current);
  const after = limits(next);
  return (
    before.MaxReadRequestUnits === after.MaxReadRequestUnits &&
    before.MaxWriteRequestUnits === after.MaxWriteRequestUnits
  );
}

/** -1 lifts a limit that the template no longer has. */
function limits(throughput: OnDemandThroughput | undefined): Required<OnDemandThroughput> {
  return {
    MaxReadRequestUnits: throughput?.MaxReadRequestUnits ?? -1,
    MaxWriteRequestUnits: throughput?.MaxWriteRequestUnits ?? -1,
  };
}

function sameWarm(current: WarmThroughput | undefined, next: WarmThroughput): boolean {
  return (["ReadUnitsPerSecond", "WriteUnitsPerSecond"] as const).every(
    (member) => next[member] === undefined || next[member] === current?.[member],
  );
}

function throughputUpdate({ IndexName, ProvisionedThroughput }: GlobalSecondaryIndex) {
  return { Update: { IndexName, ProvisionedThroughput } };
}

function invalidRequest(message: string): AwsError {
  return new AwsError("ValidationException", message, { status: 400 });
}

async function updateTimeToLive(name: string, wanted: string | undefined, context: ResourceContext): Promise<void> {
  const { TimeToLiveDescription } = await context.call<DescribeTimeToLiveCommandInput, DescribeTimeToLiveCommandOutput>(
    "dynamodb",
    "DescribeTimeToLive",
    { TableName: name },
  );
  const current = TimeToLiveDescription?.AttributeName;
  if (current === wanted) return;
  if (current !== undefined) await setTimeToLive(name, current, false, context);
  if (wanted !== undefined) await setTimeToLive(name, wanted, true, context);
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

/** Both were read in the same way: members stand in the same order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
