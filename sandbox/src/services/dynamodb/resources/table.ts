import type { GlobalSecondaryIndex } from "@aws-sdk/client-dynamodb";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { createTable, deleteTable, updateTable } from "./table-lifecycle.ts";
import type { TableModel } from "./table-model.ts";
import { isTrue, numbers, policyOf, recoveryOf, streamOf, timeToLiveOf } from "./table-model.ts";

const ON_DEMAND = ["MaxReadRequestUnits", "MaxWriteRequestUnits"] as const;
const WARM = ["ReadUnitsPerSecond", "WriteUnitsPerSecond"] as const;

/** AWS::DynamoDB::Table */
export const table: ResourceProvider = {
  emulates: {
    TableName: true,
    AttributeDefinitions: true,
    KeySchema: true,
    BillingMode: true,
    ProvisionedThroughput: true,
    OnDemandThroughput: true,
    WarmThroughput: true,
    GlobalSecondaryIndexes: {
      IndexName: true,
      KeySchema: true,
      Projection: true,
      ProvisionedThroughput: true,
      OnDemandThroughput: true,
      WarmThroughput: true,
      ContributorInsightsSpecification: { Enabled: true },
    },
    LocalSecondaryIndexes: true,
    PointInTimeRecoverySpecification: true,
    TimeToLiveSpecification: true,
    DeletionProtectionEnabled: true,
    TableClass: true,
    Tags: true,
    StreamSpecification: { StreamViewType: true, ResourcePolicy: true },
    ResourcePolicy: true,
    SSESpecification: { SSEEnabled: true },
    ContributorInsightsSpecification: { Enabled: true },
  },
  refuses(properties) {
    const refused: string[] = [];
    if (isTrue(properties["SSESpecification"]?.SSEEnabled))
      refused.push("SSESpecification.SSEEnabled: true (encryption with a KMS key)");
    const insights = [properties, ...listed(properties["GlobalSecondaryIndexes"])];
    if (insights.some((one) => isTrue(one["ContributorInsightsSpecification"]?.Enabled)))
      refused.push("ContributorInsightsSpecification.Enabled: true");
    return refused;
  },
  async create(properties, context) {
    const name = properties["TableName"] ?? context.generateName({ maxLength: 255 });
    const made = await createTable(name, modelOf(properties), context);
    return { physicalId: made.name, attributes: attributesOf(made) };
  },
  async update(properties, old, context) {
    const { physicalId: name, attributes } = old.created;
    const made = await updateTable(
      { name, arn: attributes["Arn"] as string },
      modelOf(old.properties),
      modelOf(properties),
      context,
    );
    return { ...old.created, attributes: attributesOf(made) };
  },
  delete: (made, context) => deleteTable(made.physicalId, context),
};

function modelOf(properties: Properties): TableModel {
  const {
    AttributeDefinitions,
    KeySchema,
    BillingMode,
    GlobalSecondaryIndexes,
    LocalSecondaryIndexes,
    TableClass,
    Tags,
    DeletionProtectionEnabled,
  } = properties;
  return {
    table: {
      AttributeDefinitions,
      KeySchema,
      ...(BillingMode !== undefined && { BillingMode }),
      ...capacityOf(properties),
      ...(GlobalSecondaryIndexes?.length && { GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(indexOf) }),
      ...(LocalSecondaryIndexes?.length && { LocalSecondaryIndexes }),
      ...(TableClass !== undefined && { TableClass }),
      ...(Tags?.length && { Tags }),
      ...streamOf(properties["StreamSpecification"]?.StreamViewType),
      ...(DeletionProtectionEnabled !== undefined && { DeletionProtectionEnabled: isTrue(DeletionProtectionEnabled) }),
    },
    timeToLive: timeToLiveOf(properties["TimeToLiveSpecification"]),
    recovery: recoveryOf(properties["PointInTimeRecoverySpecification"]),
    policy: policyOf(properties),
    streamPolicy: policyOf(properties["StreamSpecification"]),
  };
}

function attributesOf({ arn, streamArn }: { arn: string; streamArn: string | undefined }) {
  return { Arn: arn, ...(streamArn === undefined ? {} : { StreamArn: streamArn }) };
}

function indexOf({ IndexName, KeySchema, Projection, ...rest }: Properties): GlobalSecondaryIndex {
  return { IndexName, KeySchema, Projection, ...capacityOf(rest) };
}

function capacityOf({ ProvisionedThroughput, OnDemandThroughput, WarmThroughput }: Properties) {
  return {
    ...(ProvisionedThroughput && {
      ProvisionedThroughput: {
        ReadCapacityUnits: Number(ProvisionedThroughput.ReadCapacityUnits),
        WriteCapacityUnits: Number(ProvisionedThroughput.WriteCapacityUnits),
      },
    }),
    ...(OnDemandThroughput && { OnDemandThroughput: numbers(OnDemandThroughput, ON_DEMAND) }),
    ...(WarmThroughput && { WarmThroughput: numbers(WarmThroughput, WARM) }),
  };
}

/** A list of a template in which conditions are not decided yet. */
function listed(value: unknown): Properties[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === "object" && element !== null) : [];
}
