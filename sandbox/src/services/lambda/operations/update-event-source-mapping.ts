import type {
  UpdateEventSourceMappingCommandInput,
  UpdateEventSourceMappingCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { describeMapping, getMapping, mappingArn } from "../event-sources/mapping.ts";
import { applyMappingSettings } from "../event-sources/settings.ts";
import { StreamPoller } from "../event-sources/stream-poller.ts";

export const updateEventSourceMapping = operation<
  UpdateEventSourceMappingCommandInput,
  UpdateEventSourceMappingCommandOutput
>({
  accepts: [
    "UUID",
    "FunctionName",
    "Enabled",
    "BatchSize",
    "FilterCriteria",
    "MaximumBatchingWindowInSeconds",
    "DestinationConfig",
    "MaximumRecordAgeInSeconds",
    "BisectBatchOnFunctionError",
    "MaximumRetryAttempts",
    "ParallelizationFactor",
    "TumblingWindowInSeconds",
    "FunctionResponseTypes",
  ],
  access: (input, context) => [
    { action: "lambda:UpdateEventSourceMapping", resource: mappingArn(context, input.UUID!) },
  ],
  run(input, context) {
    const mapping = getMapping(input.UUID!, context);
    const wasEnabled = mapping.settings.isEnabled;
    mapping.settings = applyMappingSettings(input, mapping.settings, context);
    mapping.modifiedAt = context.clock.now();
    const { isEnabled } = mapping.settings;
    if (wasEnabled && !isEnabled) mapping.poller?.pause();
    if (!wasEnabled && isEnabled) {
      mapping.poller ??= new StreamPoller(mapping, context);
      mapping.poller.start();
    }
    return describeMapping(mapping, isEnabled === wasEnabled ? "Updating" : isEnabled ? "Enabling" : "Disabling");
  },
});
