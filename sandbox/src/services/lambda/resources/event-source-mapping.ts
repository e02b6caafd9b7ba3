import type {
  CreateEventSourceMappingCommandInput,
  EventSourceMappingConfiguration,
  UpdateEventSourceMappingCommandInput,
} from "@aws-sdk/client-lambda";
import { parseArn } from "../../../core/arn.ts";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceProvider } from "../../../core/resource.ts";
import { sourceGap, sourceOf } from "../event-sources/event-source.ts";

/** AWS::Lambda::EventSourceMapping, for DynamoDB streams and SQS queues. Ref is the UUID. */
export const eventSourceMapping: ResourceProvider = {
  emulates: {
    EventSourceArn: true,
    FunctionName: true,
    Enabled: true,
    BatchSize: true,
    FilterCriteria: { Filters: { Pattern: true } },
    MaximumBatchingWindowInSeconds: true,
    ParallelizationFactor: true,
    StartingPosition: true,
    DestinationConfig: { OnFailure: { Destination: true } },
    MaximumRecordAgeInSeconds: true,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: true,
    Tags: true,
    FunctionResponseTypes: true,
    ScalingConfig: { MaximumConcurrency: true },
  },
  refuses({ EventSourceArn }) {
    const gap = typeof EventSourceArn === "string" ? sourceGap(EventSourceArn) : undefined;
    return gap ? [gap] : [];
  },

  async create(properties, context) {
    const tags = properties.Tags as { Key: string; Value: unknown }[] | undefined;
    const made = await context.call<CreateEventSourceMappingCommandInput, EventSourceMappingConfiguration>(
      "lambda",
      "CreateEventSourceMapping",
      {
        ...settingsOf(properties),
        FunctionName: properties.FunctionName,
        EventSourceArn: properties.EventSourceArn,
        StartingPosition: properties.StartingPosition,
        Tags: tags && Object.fromEntries(tags.map(({ Key, Value }) => [Key, String(Value)])),
      },
    );
    return created(made);
  },

  async update(properties, old, context) {
    const made = await context.call<UpdateEventSourceMappingCommandInput, EventSourceMappingConfiguration>(
      "lambda",
      "UpdateEventSourceMapping",
      { UUID: old.created.physicalId, ...withDefaults(settingsOf(properties), properties.EventSourceArn as string) },
    );
    return created(made);
  },

  async delete({ physicalId }, context) {
    try {
      await context.call("lambda", "DeleteEventSourceMapping", { UUID: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

function created({ UUID, EventSourceMappingArn }: EventSourceMappingConfiguration): Created {
  return { physicalId: UUID!, attributes: { Id: UUID, EventSourceMappingArn } };
}

function settingsOf(properties: Properties) {
  const number = (value: unknown) => (value === undefined ? undefined : Number(value));
  const flag = (value: unknown) => (value === undefined ? undefined : String(value) === "true");
  return {
    FunctionName: properties.FunctionName as string,
    Enabled: flag(properties.Enabled),
    BatchSize: number(properties.BatchSize),
    FilterCriteria: properties.FilterCriteria,
    MaximumBatchingWindowInSeconds: number(properties.MaximumBatchingWindowInSeconds),
    ParallelizationFactor: number(properties.ParallelizationFactor),
    DestinationConfig: properties.DestinationConfig,
    MaximumRecordAgeInSeconds: number(properties.MaximumRecordAgeInSeconds),
    BisectBatchOnFunctionError: flag(properties.BisectBatchOnFunctionError),
    MaximumRetryAttempts: number(properties.MaximumRetryAttempts),
    FunctionResponseTypes: properties.FunctionResponseTypes,
    ScalingConfig: properties.ScalingConfig,
  };
}

/** A property that is removed from the template returns to its default, as far as the kind of source knows it. */
function withDefaults(settings: ReturnType<typeof settingsOf>, sourceArn: string) {
  const isQueue = parseArn(sourceArn)?.service === "sqs";
  return {
    ...settings,
    Enabled: settings.Enabled ?? true,
    BatchSize: settings.BatchSize ?? sourceOf(sourceArn).defaultBatchSize,
    FilterCriteria: settings.FilterCriteria ?? { Filters: [] },
    MaximumBatchingWindowInSeconds: settings.MaximumBatchingWindowInSeconds ?? 0,
    FunctionResponseTypes: settings.FunctionResponseTypes ?? [],
    ...(isQueue
      ? { ScalingConfig: settings.ScalingConfig ?? {} }
      : {
          ParallelizationFactor: settings.ParallelizationFactor ?? 1,
          DestinationConfig: settings.DestinationConfig ?? {},
          MaximumRecordAgeInSeconds: settings.MaximumRecordAgeInSeconds ?? -1,
          BisectBatchOnFunctionError: settings.BisectBatchOnFunctionError ?? false,
          MaximumRetryAttempts: settings.MaximumRetryAttempts ?? -1,
        }),
  };
}
