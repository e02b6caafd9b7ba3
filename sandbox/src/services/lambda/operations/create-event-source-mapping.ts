import { randomUUID } from "node:crypto";
import type {
  CreateEventSourceMappingCommandInput,
  CreateEventSourceMappingCommandOutput,
} from "@aws-sdk/client-lambda";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { conflict, invalidParameter } from "../errors.ts";
import { sourceGap, sourceOf } from "../event-sources/event-source.ts";
import { describeMapping, mappingArn, mappings, type EventSourceMapping } from "../event-sources/mapping.ts";
import { applyMappingSettings } from "../event-sources/settings.ts";
import { targetOf } from "../event-sources/target.ts";
import { parseReference } from "../reference.ts";

export const createEventSourceMapping = operation<
  CreateEventSourceMappingCommandInput,
  CreateEventSourceMappingCommandOutput
>({
  accepts: [
    "EventSourceArn",
    "FunctionName",
    "Enabled",
    "BatchSize",
    "FilterCriteria",
    "MaximumBatchingWindowInSeconds",
    "ParallelizationFactor",
    "StartingPosition",
    "DestinationConfig",
    "MaximumRecordAgeInSeconds",
    "BisectBatchOnFunctionError",
    "MaximumRetryAttempts",
    "Tags",
    "TumblingWindowInSeconds",
    "FunctionResponseTypes",
    "ScalingConfig",
    "ProvisionedPollerConfig",
  ],
  access: (input, context) => [
    {
      action: "lambda:CreateEventSourceMapping",
      resource: "*",
      conditions: { "lambda:FunctionArn": parseReference(input.FunctionName!, undefined, context).functionArn },
    },
  ],
  async run(input, context) {
    const sourceArn = input.EventSourceArn;
    if (sourceArn === undefined) throw invalidParameter("Unrecognized event source.");
    const gap = sourceGap(sourceArn);
    if (gap) throw new NotEmulated(gap);
    const source = sourceOf(sourceArn);
    const startingPosition = source.startingPosition(input.StartingPosition, sourceArn);
    const settings = applyMappingSettings(input, undefined, sourceArn, context);
    const id = randomUUID();
    const mapping: EventSourceMapping = {
      id,
      arn: mappingArn(context, id),
      sourceArn,
      startingPosition,
      settings,
      modifiedAt: context.clock.now(),
      lastResult: "No records processed",
      tags: { ...input.Tags },
      poller: undefined,
    };
    await source.checkAccess(targetOf(mapping, context)!, sourceArn, context);
    const all = context.state(mappings);
    for (const other of all.values())
      if (other.sourceArn === sourceArn && other.settings.reference.arn === settings.reference.arn)
        throw conflict(source.duplicate(sourceArn, settings.reference.name, other.id));
    all.set(id, mapping);
    if (settings.isEnabled) {
      mapping.poller = source.createPoller(mapping, context);
      mapping.poller.start();
    }
    return describeMapping(mapping, "Creating");
  },
});
