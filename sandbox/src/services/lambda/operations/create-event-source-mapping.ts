import { randomUUID } from "node:crypto";
import type {
  CreateEventSourceMappingCommandInput,
  CreateEventSourceMappingCommandOutput,
} from "@aws-sdk/client-lambda";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { conflict, invalidParameter, validationError } from "../errors.ts";
import { describeMapping, mappingArn, mappings, type EventSourceMapping } from "../event-sources/mapping.ts";
import { applyMappingSettings, checkStreamAccess, sourceGap } from "../event-sources/settings.ts";
import { StreamPoller } from "../event-sources/stream-poller.ts";
import { findFunction, parseReference } from "../reference.ts";

const POSITIONS = ["LATEST", "AT_TIMESTAMP", "TRIM_HORIZON"];

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
    const startingPosition = positionOf(input.StartingPosition, sourceArn);
    const settings = applyMappingSettings(input, undefined, context);
    const owner = findFunction(settings.reference, context)!;
    await checkStreamAccess(owner, sourceArn, context);
    const all = context.state(mappings);
    for (const other of all.values())
      if (other.sourceArn === sourceArn && other.settings.reference.arn === settings.reference.arn)
        throw conflict(
          `The event source arn (" ${sourceArn} ") and function (" ${settings.reference.name} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${other.id}`,
        );
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
    all.set(id, mapping);
    if (settings.isEnabled) {
      mapping.poller = new StreamPoller(mapping, context);
      mapping.poller.start();
    }
    return describeMapping(mapping, "Creating");
  },
});

function positionOf(position: string | undefined, sourceArn: string): EventSourceMapping["startingPosition"] {
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
}
