import type { GlobalSecondaryIndex, ProvisionedThroughput } from "@aws-sdk/client-dynamodb";
import { NotEmulated } from "../../../core/errors.ts";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { createTable, deleteTable, updateTable } from "./table-lifecycle.ts";
import type { TableModel } from "./table-model.ts";
import { isTrue, numbers, policyOf, recoveryOf, streamOf, timeToLiveOf } from "./table-model.ts";

const AUTO_SCALING = {
  MinCapacity: true,
  MaxCapacity: true,
  SeedCapacity: true,
  TargetTrackingScalingPolicyConfiguration: true,
} as const;
const WRITE_SETTINGS = { WriteCapacityAutoScalingSettings: AUTO_SCALING } as const;
const READ_SETTINGS = { ReadCapacityUnits: true, ReadCapacityAutoScalingSettings: AUTO_SCALING } as const;

/** AWS::DynamoDB::GlobalTable with one replica, in the Region of the stack: a table of its own, which is what CDK's TableV2 makes. */
export const globalTable: ResourceProvider = {
  emulates: {
    TableName: true,
    AttributeDefinitions: true,
    KeySchema: true,
    BillingMode: true,
    GlobalSecondaryIndexes: {
      IndexName: true,
      KeySchema: true,
      Projection: true,
      WriteProvisionedThroughputSettings: WRITE_SETTINGS,
      WriteOnDemandThroughputSettings: true,
      WarmThroughput: true,
    },
    LocalSecondaryIndexes: true,
    Replicas: {
      Region: true,
      PointInTimeRecoverySpecification: true,
      DeletionProtectionEnabled: true,
      TableClass: true,
      Tags: true,
      ContributorInsightsSpecification: { Enabled: true },
      ReadProvisionedThroughputSettings: READ_SETTINGS,
      ReadOnDemandThroughputSettings: true,
      ResourcePolicy: true,
      ReplicaStreamSpecification: { ResourcePolicy: true },
      GlobalSecondaryIndexes: {
        IndexName: true,
        ContributorInsightsSpecification: { Enabled: true },
        ReadProvisionedThroughputSettings: READ_SETTINGS,
        ReadOnDemandThroughputSettings: true,
      },
    },
    StreamSpecification: { StreamViewType: true },
    SSESpecification: { SSEEnabled: true },
    TimeToLiveSpecification: true,
    WriteProvisionedThroughputSettings: WRITE_SETTINGS,
    WriteOnDemandThroughputSettings: true,
    WarmThroughput: true,
  },
  refuses(properties) {
    const refused: string[] = [];
    const replicas: unknown = properties["Replicas"];
    if (Array.isArray(replicas) && replicas.length !== 1)
      refused.push("Replicas other than exactly one, in the Region of the stack");
    if (isTrue(properties["SSESpecification"]?.SSEEnabled))
      refused.push("SSESpecification.SSEEnabled: true (encryption with a KMS key)");
    const replica: Properties = Array.isArray(replicas) ? (replicas[0] ?? {}) : {};
    const indexes: unknown = replica["GlobalSecondaryIndexes"];
    for (const one of [replica, ...(Array.isArray(indexes) ? indexes : [])])
      if (isTrue(one?.ContributorInsightsSpecification?.Enabled))
        refused.push("Replicas ContributorInsightsSpecification.Enabled: true");
    return refused;
  },
  async create(properties, context) {
    const name = properties["TableName"] ?? context.generateName({ maxLength: 255 });
    const made = await createTable(name, modelOf(properties, context), context);
    return { physicalId: made.name, attributes: attributesOf(made, made.id) };
  },
  async update(properties, old, context) {
    const { physicalId: name, attributes } = old.created;
    const made = await updateTable(
      { name, arn: attributes["Arn"] as string },
      modelOf(old.properties, context),
      modelOf(properties, context),
      context,
    );
    return { ...old.created, attributes: attributesOf(made, attributes["TableId"] as string) };
  },
  delete: (made, context) => deleteTable(made.physicalId, context),
};

function modelOf(properties: Properties, context: ResourceContext): TableModel {
  const { AttributeDefinitions, KeySchema, BillingMode, LocalSecondaryIndexes } = properties;
  const replica: Properties = properties["Replicas"][0];
  if (replica["Region"] !== context.region)
    throw new NotEmulated(
      `a replica of AWS::DynamoDB::GlobalTable in another Region (${context.logicalId}, ${replica["Region"]})`,
    );
  const isOnDemand = BillingMode === "PAY_PER_REQUEST";
  const indexes: Properties[] = properties["GlobalSecondaryIndexes"] ?? [];
  const replicaIndexes: Properties[] = replica["GlobalSecondaryIndexes"] ?? [];
  const { TableClass, Tags, DeletionProtectionEnabled } = replica;
  return {
    table: {
      AttributeDefinitions,
      KeySchema,
      ...(BillingMode !== undefined && { BillingMode }),
      ...capacityOf(properties, replica, isOnDemand),
      ...(indexes.length && {
        GlobalSecondaryIndexes: indexes.map((index) =>
          indexOf(index, replicaIndexes.find(({ IndexName }) => IndexName === index["IndexName"]) ?? {}, isOnDemand),
        ),
      }),
      ...(LocalSecondaryIndexes?.length && { LocalSecondaryIndexes }),
      ...(TableClass !== undefined && { TableClass }),
      ...(Tags?.length && { Tags }),
      ...streamOf(properties["StreamSpecification"]?.StreamViewType),
      ...(DeletionProtectionEnabled !== undefined && { DeletionProtectionEnabled: isTrue(DeletionProtectionEnabled) }),
    },
    timeToLive: timeToLiveOf(properties["TimeToLiveSpecification"]),
    recovery: recoveryOf(replica["PointInTimeRecoverySpecification"]),
    policy: policyOf(replica),
    streamPolicy: policyOf(replica["ReplicaStreamSpecification"]),
  };
}

function attributesOf({ arn, streamArn }: { arn: string; streamArn: string | undefined }, id: string) {
  return { Arn: arn, TableId: id, ...(streamArn === undefined ? {} : { StreamArn: streamArn }) };
}

function indexOf(index: Properties, replicaIndex: Properties, isOnDemand: boolean): GlobalSecondaryIndex {
  const { IndexName, KeySchema, Projection } = index;
  return { IndexName, KeySchema, Projection, ...capacityOf(index, replicaIndex, isOnDemand) };
}

/** Writes are set for all replicas, reads for each. */
function capacityOf(shared: Properties, replica: Properties, isOnDemand: boolean) {
  const { WarmThroughput } = shared;
  const onDemand = {
    ...numbers(replica["ReadOnDemandThroughputSettings"] ?? {}, ["MaxReadRequestUnits"]),
    ...numbers(shared["WriteOnDemandThroughputSettings"] ?? {}, ["MaxWriteRequestUnits"]),
  };
  return {
    ...(!isOnDemand && { ProvisionedThroughput: provisionedOf(shared, replica) }),
    ...(Object.keys(onDemand).length && { OnDemandThroughput: onDemand }),
    ...(WarmThroughput && { WarmThroughput: numbers(WarmThroughput, ["ReadUnitsPerSecond", "WriteUnitsPerSecond"]) }),
  };
}

function provisionedOf(shared: Properties, replica: Properties): ProvisionedThroughput {
  const read = replica["ReadProvisionedThroughputSettings"];
  const write = shared["WriteProvisionedThroughputSettings"];
  return {
    ReadCapacityUnits: read?.ReadCapacityUnits
      ? Number(read.ReadCapacityUnits)
      : scaledCapacity(read?.ReadCapacityAutoScalingSettings),
    WriteCapacityUnits: scaledCapacity(write?.WriteCapacityAutoScalingSettings),
  };
}

/** What auto scaling begins with. It goes on from there only in AWS: see Gaps. */
function scaledCapacity(settings: Properties | undefined): number | undefined {
  const capacity = settings?.["SeedCapacity"] ?? settings?.["MinCapacity"];
  return capacity === undefined ? undefined : Number(capacity);
}
