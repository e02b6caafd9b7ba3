import type { CreateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import { parseArn } from "../../../core/arn.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { parseEventPattern } from "../../../event-pattern/event-pattern.ts";
import { InvalidEventPattern } from "../../../event-pattern/invalid-event-pattern.ts";
import { invalidParameter, validationError } from "../errors.ts";
import type { LambdaFunction } from "../function.ts";
import {
  DEFAULT_STREAM_BATCH_SIZE,
  MAX_FILTERS,
  MAX_STREAM_BATCH_SIZE,
  MAX_STREAM_RECORD_AGE_SECONDS,
  MAX_STREAM_RETRY_ATTEMPTS,
  MAX_STREAM_WINDOW_SECONDS,
  MAX_PARALLELIZATION_FACTOR,
} from "../limits.ts";
import { findFunction, findVersion, parseReference } from "../reference.ts";
import { sessionOf } from "../role.ts";
import type { MappingSettings } from "./mapping.ts";

type SettingsInput = Pick<
  CreateEventSourceMappingRequest,
  | "Enabled"
  | "BatchSize"
  | "FilterCriteria"
  | "MaximumBatchingWindowInSeconds"
  | "ParallelizationFactor"
  | "DestinationConfig"
  | "MaximumRecordAgeInSeconds"
  | "BisectBatchOnFunctionError"
  | "MaximumRetryAttempts"
  | "TumblingWindowInSeconds"
  | "FunctionResponseTypes"
> & { FunctionName?: string | undefined };

/** Reasons not to take a source, completing "The sandbox does not emulate ...". */
export function sourceGap(sourceArn: string): string | undefined {
  const service = parseArn(sourceArn)?.service;
  return service === "dynamodb" ? undefined : `lambda event source mappings for ${service ?? sourceArn}`;
}

/** The settings after `input`, checked; `before` is undefined for a new mapping. */
export function applyMappingSettings(
  input: SettingsInput,
  before: MappingSettings | undefined,
  context: OperationContext,
): MappingSettings {
  const range = (value: number | undefined, member: string, min: number, max: number) => {
    if (value === undefined) return;
    if (value > max)
      throw validationError(String(value), member, `Member must have value less than or equal to ${max}`);
    if (value < min)
      throw validationError(String(value), member, `Member must have value greater than or equal to ${min}`);
  };
  range(input.BatchSize, "batchSize", 1, MAX_STREAM_BATCH_SIZE);
  range(input.MaximumBatchingWindowInSeconds, "maximumBatchingWindowInSeconds", 0, MAX_STREAM_WINDOW_SECONDS);
  range(input.ParallelizationFactor, "parallelizationFactor", 1, MAX_PARALLELIZATION_FACTOR);
  range(input.MaximumRetryAttempts, "maximumRetryAttempts", -1, MAX_STREAM_RETRY_ATTEMPTS);
  range(input.MaximumRecordAgeInSeconds, "maximumRecordAgeInSeconds", -1, MAX_STREAM_RECORD_AGE_SECONDS);
  if (input.TumblingWindowInSeconds) throw new NotEmulated("lambda event source mappings with TumblingWindowInSeconds");
  const reference =
    input.FunctionName === undefined ? before!.reference : parseReference(input.FunctionName, undefined, context);
  const owner = findFunction(reference, context);
  if (!owner || !findVersion(owner, reference.qualifier)) throw invalidParameter("Function does not exist");
  return {
    reference,
    isEnabled: input.Enabled ?? before?.isEnabled ?? true,
    batchSize: input.BatchSize ?? before?.batchSize ?? DEFAULT_STREAM_BATCH_SIZE,
    windowSeconds: input.MaximumBatchingWindowInSeconds ?? before?.windowSeconds ?? 0,
    bisects: input.BisectBatchOnFunctionError ?? before?.bisects ?? false,
    maximumRetryAttempts: input.MaximumRetryAttempts ?? before?.maximumRetryAttempts ?? -1,
    maximumRecordAgeSeconds: input.MaximumRecordAgeInSeconds ?? before?.maximumRecordAgeSeconds ?? -1,
    parallelizationFactor: input.ParallelizationFactor ?? before?.parallelizationFactor ?? 1,
    reportsItemFailures: input.FunctionResponseTypes
      ? input.FunctionResponseTypes.includes("ReportBatchItemFailures")
      : (before?.reportsItemFailures ?? false),
    onFailure: input.DestinationConfig ? onFailureOf(input.DestinationConfig) : before?.onFailure,
    filters: input.FilterCriteria ? filtersOf(input.FilterCriteria) : (before?.filters ?? []),
  };
}

function onFailureOf({ OnSuccess, OnFailure }: NonNullable<SettingsInput["DestinationConfig"]>): string | undefined {
  // Recorded: event source mappings know no success.
  if (OnSuccess?.Destination)
    throw invalidParameter("Unsupported DestinationConfig parameter for given event source mapping type.");
  const destination = OnFailure?.Destination || undefined;
  const service = destination && parseArn(destination)?.service;
  if (service && service !== "s3")
    throw new NotEmulated(`lambda on-failure destinations of event source mappings of the service ${service}`);
  return destination;
}

function filtersOf({ Filters = [] }: NonNullable<SettingsInput["FilterCriteria"]>): MappingSettings["filters"] {
  if (Filters.length > MAX_FILTERS)
    throw invalidParameter(`Member must have length less than or equal to ${MAX_FILTERS}`);
  return Filters.map(({ Pattern: text = "{}" }) => {
    try {
      return { text, pattern: parseEventPattern(JSON.parse(text)) };
    } catch (error) {
      if (error instanceof InvalidEventPattern || error instanceof SyntaxError)
        throw invalidParameter("Invalid filter pattern definition.");
      throw error;
    }
  });
}

/** The function's role reads the stream: tried when a mapping is made, as AWS tries it. */
export async function checkStreamAccess(
  owner: LambdaFunction,
  sourceArn: string,
  context: OperationContext,
): Promise<void> {
  const { principal } = await sessionOf(owner, owner.latest.settings.role, context);
  const asRole = context.as(principal);
  const actions = ["GetRecords", "GetShardIterator", "DescribeStream"];
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
}
