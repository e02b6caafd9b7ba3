import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { parseArn } from "../../../core/arn.ts";
import type { OperationContext } from "../../../core/service.ts";
import type { Poller } from "../../../event-sources/poller.ts";
import type { FunctionVersion, LambdaFunction } from "../function.ts";
import type { EventSourceMapping, MappingSettings } from "./mapping.ts";
import { queueSource } from "./queue-source.ts";
import type { SettingsInput } from "./settings-input.ts";
import { streamSource } from "./stream-source.ts";

/** One kind of source: what its mappings can be told, and how they read. */
export interface EventSource {
  defaultBatchSize: number;
  /** Throws for what AWS does not take for this kind. `settings`: what the mapping would be after it. */
  check(input: SettingsInput, settings: MappingSettings, sourceArn: string): void;
  /** Tries what the role needs, and what must be true of the source, when a mapping is made. */
  checkAccess(
    target: { owner: LambdaFunction; version: FunctionVersion },
    sourceArn: string,
    context: OperationContext,
  ): Promise<void>;
  /** In AWS's words, when the same function has a mapping of this source. */
  duplicate(sourceArn: string, functionName: string, id: string): string;
  /** Where reading begins; undefined for what has no beginning. */
  startingPosition(position: string | undefined, sourceArn: string): EventSourceMapping["startingPosition"];
  /** What a mapping shows beside what all have. */
  describe(settings: MappingSettings, mapping: EventSourceMapping): EventSourceMappingConfiguration;
  createPoller(mapping: EventSourceMapping, context: OperationContext): Poller;
}

const SOURCES: Record<string, EventSource> = { dynamodb: streamSource, sqs: queueSource };

/** The kind of a source that has passed `sourceGap`. */
export function sourceOf(sourceArn: string): EventSource {
  return SOURCES[parseArn(sourceArn)!.service]!;
}

/** Reasons not to take a source, completing "The sandbox does not emulate ...". */
export function sourceGap(sourceArn: string): string | undefined {
  const service = parseArn(sourceArn)?.service;
  return service !== undefined && service in SOURCES
    ? undefined
    : `lambda event source mappings for ${service ?? sourceArn}`;
}
