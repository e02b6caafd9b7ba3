import type { CreateEventSourceMappingRequest } from "@aws-sdk/client-lambda";
import type { AwsError } from "../../../core/errors.ts";
import { invalidParameter, validationError } from "../errors.ts";

/** What a mapping can be told, whatever its source. */
export type SettingsInput = Pick<
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
  | "ScalingConfig"
  | "ProvisionedPollerConfig"
> & { FunctionName?: string | undefined };

export function checkRange(value: number | undefined, member: string, min: number, max: number): void {
  if (value === undefined) return;
  if (value > max) throw validationError(String(value), member, `Member must have value less than or equal to ${max}`);
  if (value < min)
    throw validationError(String(value), member, `Member must have value greater than or equal to ${min}`);
}

/** Recorded for DestinationConfig. */
export function unsupportedParameter(name: string): AwsError {
  return invalidParameter(`Unsupported ${name} parameter for given event source mapping type.`);
}
