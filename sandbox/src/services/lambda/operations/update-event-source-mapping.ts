import type {
  UpdateEventSourceMappingCommandInput,
  UpdateEventSourceMappingCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { sourceOf } from "../event-sources/event-source.ts";
import { describeMapping, getMapping, mappingArn } from "../event-sources/mapping.ts";
import { applyMappingSettings } from "../event-sources/settings.ts";

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
    "ScalingConfig",
    "ProvisionedPollerConfig",
  ],
  access: (input, context) => [
    { action: "lambda:UpdateEventSourceMapping", resource: mappingArn(context, input.UUID!) },
  ],
  run(input, context) {
    const mapping = getMapping(input.UUID!, context);
    const wasEnabled = mapping.settings.isEnabled;
    mapping.settings = applyMappingSettings(input, mapping.settings, mapping.sourceArn, context);
    mapping.modifiedAt = context.clock.now();
    const { isEnabled } = mapping.settings;
    if (wasEnabled && !isEnabled) mapping.poller?.pause();
    if (!wasEnabled && isEnabled) {
      mapping.poller ??= sourceOf(mapping.sourceArn).createPoller(mapping, context);
      mapping.poller.start();
    }
    return describeMapping(mapping, isEnabled === wasEnabled ? "Updating" : isEnabled ? "Enabling" : "Disabling");
  },
});
