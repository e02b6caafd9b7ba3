import type { OperationContext } from "../../../core/service.ts";
import { invalidParameter } from "../errors.ts";
import { MAX_BATCH_SIZE, MAX_WINDOW_SECONDS } from "../limits.ts";
import { findFunction, findVersion, parseReference } from "../reference.ts";
import { sourceOf } from "./event-source.ts";
import { parseFilters } from "./filters.ts";
import type { MappingSettings } from "./mapping.ts";
import { checkRange, type SettingsInput } from "./settings-input.ts";

/** The settings after `input`, checked; `before` is undefined for a new mapping. */
export function applyMappingSettings(
  input: SettingsInput,
  before: MappingSettings | undefined,
  sourceArn: string,
  context: OperationContext,
): MappingSettings {
  checkRange(input.BatchSize, "batchSize", 1, MAX_BATCH_SIZE);
  checkRange(input.MaximumBatchingWindowInSeconds, "maximumBatchingWindowInSeconds", 0, MAX_WINDOW_SECONDS);
  const reference =
    input.FunctionName === undefined ? before!.reference : parseReference(input.FunctionName, undefined, context);
  const owner = findFunction(reference, context);
  if (!owner || !findVersion(owner, reference.qualifier)) throw invalidParameter("Function does not exist");
  const source = sourceOf(sourceArn);
  const settings: MappingSettings = {
    reference,
    isEnabled: input.Enabled ?? before?.isEnabled ?? true,
    batchSize: input.BatchSize ?? before?.batchSize ?? source.defaultBatchSize,
    windowSeconds: input.MaximumBatchingWindowInSeconds ?? before?.windowSeconds ?? 0,
    reportsItemFailures: input.FunctionResponseTypes
      ? input.FunctionResponseTypes.includes("ReportBatchItemFailures")
      : (before?.reportsItemFailures ?? false),
    filters: input.FilterCriteria ? parseFilters(input.FilterCriteria) : (before?.filters ?? []),
    maximumConcurrency: input.ScalingConfig ? input.ScalingConfig.MaximumConcurrency : before?.maximumConcurrency,
    bisects: input.BisectBatchOnFunctionError ?? before?.bisects ?? false,
    maximumRetryAttempts: input.MaximumRetryAttempts ?? before?.maximumRetryAttempts ?? -1,
    maximumRecordAgeSeconds: input.MaximumRecordAgeInSeconds ?? before?.maximumRecordAgeSeconds ?? -1,
    parallelizationFactor: input.ParallelizationFactor ?? before?.parallelizationFactor ?? 1,
    onFailure: input.DestinationConfig
      ? input.DestinationConfig.OnFailure?.Destination || undefined
      : before?.onFailure,
  };
  source.check(input, settings, sourceArn);
  return settings;
}
