import { parseArn } from "../../../core/arn.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import { invalidParameter, validationError } from "../errors.ts";
import {
  DEFAULT_STREAM_BATCH_SIZE,
  MAX_PARALLELIZATION_FACTOR,
  MAX_STREAM_RECORD_AGE_SECONDS,
  MAX_STREAM_RETRY_ATTEMPTS,
} from "../limits.ts";
import { sessionOf } from "../role.ts";
import { consumerOf } from "./consumer.ts";
import type { EventSource } from "./event-source.ts";
import type { EventSourceMapping } from "./mapping.ts";
import { checkRange, unsupportedParameter, type SettingsInput } from "./settings-input.ts";
import { StreamPoller } from "../../../event-sources/stream-poller.ts";

const POSITIONS = ["LATEST", "AT_TIMESTAMP", "TRIM_HORIZON"];

/** DynamoDB streams. */
export const streamSource: EventSource = {
  defaultBatchSize: DEFAULT_STREAM_BATCH_SIZE,

  check(input) {
    checkRange(input.ParallelizationFactor, "parallelizationFactor", 1, MAX_PARALLELIZATION_FACTOR);
    checkRange(input.MaximumRetryAttempts, "maximumRetryAttempts", -1, MAX_STREAM_RETRY_ATTEMPTS);
    checkRange(input.MaximumRecordAgeInSeconds, "maximumRecordAgeInSeconds", -1, MAX_STREAM_RECORD_AGE_SECONDS);
    if (input.TumblingWindowInSeconds)
      throw new NotEmulated("lambda event source mappings with TumblingWindowInSeconds");
    for (const name of ["ScalingConfig", "ProvisionedPollerConfig"] as const)
      if (input[name] !== undefined) throw unsupportedParameter(name);
    checkDestination(input.DestinationConfig);
  },

  /** The function's role reads the stream: tried when a mapping is made, as AWS tries it. */
  async checkAccess({ owner, version }, sourceArn, context) {
    const { principal } = await sessionOf(owner, version.settings.role, context);
    const asRole = context.as(principal);
    const actions = ["GetRecords", "GetShardIterator", "DescribeStream", "ListStreams"];
    try {
      await asRole.authorize(actions.map((action) => ({ action: `dynamodb:${action}`, resource: sourceArn })));
    } catch {
      // AWS's words.
      throw invalidParameter(
        `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
      );
    }
    try {
      await asRole.call("dynamodb-streams", "DescribeStream", { StreamArn: sourceArn });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
      throw invalidParameter(`Stream not found: ${sourceArn}`);
    }
  },

  duplicate: (sourceArn, functionName, id) =>
    `The event source arn (" ${sourceArn} ") and function (" ${functionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${id}`,

  startingPosition(position, sourceArn) {
    // Recorded: Lambda's own code, not the front end's ValidationException.
    if (position === undefined)
      throw invalidParameter(
        "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
      );
    if (!POSITIONS.includes(position))
      throw validationError(
        position,
        "startingPosition",
        `Member must satisfy enum value set: [${POSITIONS.join(", ")}]`,
      );
    if (position === "AT_TIMESTAMP") throw invalidParameter(`Unsupported starting position for arn type: ${sourceArn}`);
    return position as EventSourceMapping["startingPosition"];
  },

  describe: (settings, { startingPosition, lastResult }) => ({
    StartingPosition: startingPosition,
    ParallelizationFactor: settings.parallelizationFactor,
    DestinationConfig: { OnFailure: settings.onFailure === undefined ? {} : { Destination: settings.onFailure } },
    BisectBatchOnFunctionError: settings.bisects,
    MaximumRecordAgeInSeconds: settings.maximumRecordAgeSeconds,
    MaximumRetryAttempts: settings.maximumRetryAttempts,
    TumblingWindowInSeconds: 0,
    LastProcessingResult: lastResult,
    StateTransitionReason: "User action",
  }),

  createPoller: (mapping, context) => new StreamPoller(consumerOf(mapping, context)),
};

function checkDestination({ OnSuccess, OnFailure }: NonNullable<SettingsInput["DestinationConfig"]> = {}): void {
  // Recorded: event source mappings know no success.
  if (OnSuccess?.Destination) throw unsupportedParameter("DestinationConfig");
  const destination = OnFailure?.Destination || undefined;
  const service = destination && parseArn(destination)?.service;
  if (service && !["s3", "sqs", "sns"].includes(service))
    throw new NotEmulated(`lambda on-failure destinations of event source mappings of the service ${service}`);
}
