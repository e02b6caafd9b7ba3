import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { formatArn } from "../../../core/arn.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import type { EventPattern } from "../../../event-pattern/event-pattern.ts";
import { resourceNotFound } from "../errors.ts";
import type { Reference } from "../reference.ts";
import type { StreamPoller } from "./stream-poller.ts";

/** What can be changed by UpdateEventSourceMapping. */
export interface MappingSettings {
  reference: Reference;
  isEnabled: boolean;
  batchSize: number;
  windowSeconds: number;
  bisects: boolean;
  /** -1: until the records expire. */
  maximumRetryAttempts: number;
  /** -1: until the records expire. */
  maximumRecordAgeSeconds: number;
  parallelizationFactor: number;
  reportsItemFailures: boolean;
  onFailure: string | undefined;
  /** Patterns as given, and compiled. */
  filters: { text: string; pattern: EventPattern }[];
}

export interface EventSourceMapping {
  id: string;
  arn: string;
  sourceArn: string;
  startingPosition: "TRIM_HORIZON" | "LATEST";
  settings: MappingSettings;
  modifiedAt: number;
  lastResult: string;
  tags: Record<string, string>;
  poller: StreamPoller | undefined;
}

export const mappings = defineStore("regional", () => new Map<string, EventSourceMapping>());

export function mappingArn(context: { account: string; region: string }, id: string): string {
  return formatArn({
    service: "lambda",
    region: context.region,
    account: context.account,
    resource: `event-source-mapping:${id}`,
  });
}

export function getMapping(id: string, context: OperationContext): EventSourceMapping {
  const found = context.state(mappings).get(id);
  if (!found) throw resourceNotFound("The resource you requested does not exist.");
  return found;
}

/** `state`: while something changes, else what it is. */
export function describeMapping(mapping: EventSourceMapping, state?: string): EventSourceMappingConfiguration {
  const { settings } = mapping;
  return {
    UUID: mapping.id,
    EventSourceMappingArn: mapping.arn,
    EventSourceArn: mapping.sourceArn,
    FunctionArn: settings.reference.arn,
    StartingPosition: mapping.startingPosition,
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.windowSeconds,
    ParallelizationFactor: settings.parallelizationFactor,
    DestinationConfig: { OnFailure: settings.onFailure === undefined ? {} : { Destination: settings.onFailure } },
    ...(settings.filters.length
      ? { FilterCriteria: { Filters: settings.filters.map(({ text }) => ({ Pattern: text })) } }
      : {}),
    FunctionResponseTypes: settings.reportsItemFailures ? ["ReportBatchItemFailures"] : [],
    BisectBatchOnFunctionError: settings.bisects,
    MaximumRecordAgeInSeconds: settings.maximumRecordAgeSeconds,
    MaximumRetryAttempts: settings.maximumRetryAttempts,
    TumblingWindowInSeconds: 0,
    LastModified: new Date(mapping.modifiedAt),
    LastProcessingResult: mapping.lastResult,
    State: state ?? (settings.isEnabled ? "Enabled" : "Disabled"),
    StateTransitionReason: "User action",
  };
}
