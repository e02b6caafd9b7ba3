import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { formatArn } from "../../../core/arn.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import { resourceNotFound } from "../errors.ts";
import type { Reference } from "../reference.ts";
import type { SourceSettings } from "../../../event-sources/consumer.ts";
import type { Poller } from "../../../event-sources/poller.ts";
import { sourceOf } from "./event-source.ts";
import type { Filter } from "./filters.ts";

/** What can be changed by UpdateEventSourceMapping. */
export interface MappingSettings extends SourceSettings {
  reference: Reference;
  isEnabled: boolean;
  reportsItemFailures: boolean;
  filters: Filter[];
  /** Streams only. */
  onFailure: string | undefined;
}

export interface EventSourceMapping {
  id: string;
  arn: string;
  sourceArn: string;
  /** Of streams. */
  startingPosition: "TRIM_HORIZON" | "LATEST" | undefined;
  settings: MappingSettings;
  modifiedAt: number;
  lastResult: string;
  tags: Record<string, string>;
  poller: Poller | undefined;
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
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.windowSeconds,
    ...(settings.filters.length
      ? { FilterCriteria: { Filters: settings.filters.map(({ text }) => ({ Pattern: text })) } }
      : {}),
    FunctionResponseTypes: settings.reportsItemFailures ? ["ReportBatchItemFailures"] : [],
    LastModified: new Date(mapping.modifiedAt),
    State: state ?? (settings.isEnabled ? "Enabled" : "Disabled"),
    ...sourceOf(mapping.sourceArn).describe(settings, mapping),
  };
}
