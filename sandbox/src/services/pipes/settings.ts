import type { PipeSourceParameters, PipeTargetParameters } from "@aws-sdk/client-pipes";
import { parseArn, type Arn } from "../../core/arn.ts";
import { Constraints } from "../../core/constraints.ts";
import { NotEmulated } from "../../core/errors.ts";
import { canSendTo } from "../../delivery/send-text.ts";
import { parseEventPattern, type EventPattern } from "../../event-pattern/event-pattern.ts";
import { InvalidEventPattern } from "../../event-pattern/invalid-event-pattern.ts";
import type { SourceSettings } from "../../event-sources/consumer.ts";
import { validation } from "./errors.ts";
import * as limits from "./limits.ts";
import type { Pipe, Settings } from "./pipe.ts";

/** Sources that are emulated, by the service of their ARN, and where their parameters stand. */
const SOURCES = { sqs: "SqsQueueParameters", dynamodb: "DynamoDBStreamParameters" } as const;
type SourceService = keyof typeof SOURCES;

const TARGET_PARAMETERS: readonly (keyof PipeTargetParameters)[] = [
  "CloudWatchLogsParameters",
  "EventBridgeEventBusParameters",
  "HttpParameters",
  "InputTemplate",
  "LambdaFunctionParameters",
  "SqsQueueParameters",
  "StepFunctionStateMachineParameters",
];

export function checkName(name: string): void {
  new Constraints()
    .matches("name", name, String.raw`[\.\-_A-Za-z0-9]+`)
    .length("name", name, { min: 1, max: limits.MAX_NAME })
    .check();
}

/** Throws for what AWS does not take, or the sandbox does not; returns the compiled filters. */
export function checkSettings(source: string, settings: Settings): Pipe["filters"] {
  checkSource(source, settings);
  checkTarget(settings);
  checkEnrichment(settings);
  const { batchSize, windowSeconds } = sourceSettings({ source, settings, filters: [] });
  const most = targetBatchSize(settings);
  if (batchSize > most)
    throw validation(`BatchSize ${batchSize} is larger than the batches that the target takes: ${most}.`);
  if (parseArn(source)!.service === "sqs") checkQueueBatch(source, batchSize, windowSeconds);
  return readFilters(settings.SourceParameters?.FilterCriteria?.Filters);
}

function arnOf(text: string, member: string): Arn {
  const arn = parseArn(text);
  if (!arn) throw validation(`Value '${text}' at '${member}' is not an ARN.`);
  return arn;
}

function checkSource(source: string, { SourceParameters: parameters = {} }: Settings): void {
  const { service, resource } = arnOf(source, "source");
  if (!Object.hasOwn(SOURCES, service) || (service === "dynamodb" && !resource.includes("/stream/")))
    throw new NotEmulated(`pipes with a source of the service ${service} (queues and DynamoDB streams are)`);
  const own = SOURCES[service as SourceService];
  const other = Object.keys(parameters).find(
    (name) => name !== own && name !== "FilterCriteria" && parameters[name as keyof PipeSourceParameters],
  );
  if (other) throw validation(`${other} must not be specified for the source ${source}.`);
  const stream = parameters.DynamoDBStreamParameters;
  if (service === "dynamodb" && stream?.StartingPosition === undefined)
    throw validation("DynamoDBStreamParameters.StartingPosition must be specified for a DynamoDB stream.");
  const at = `sourceParameters.${own[0]!.toLowerCase()}${own.slice(1)}`;
  const queue = parameters.SqsQueueParameters;
  const { BatchSize: size, MaximumBatchingWindowInSeconds: window } = stream ?? queue ?? {};
  new Constraints()
    .range(`${at}.batchSize`, size, { min: 1, max: limits.MAX_BATCH_SIZE })
    .range(`${at}.maximumBatchingWindowInSeconds`, window, { min: 0, max: limits.MAX_WINDOW_SECONDS })
    .oneOf(`${at}.startingPosition`, stream?.StartingPosition, ["TRIM_HORIZON", "LATEST"])
    .oneOf(`${at}.onPartialBatchItemFailure`, stream?.OnPartialBatchItemFailure, ["AUTOMATIC_BISECT"])
    .range(`${at}.maximumRetryAttempts`, stream?.MaximumRetryAttempts, { min: -1, max: limits.MAX_RETRY_ATTEMPTS })
    .range(`${at}.maximumRecordAgeInSeconds`, stream?.MaximumRecordAgeInSeconds, {
      min: -1,
      max: limits.MAX_RECORD_AGE_SECONDS,
    })
    .range(`${at}.parallelizationFactor`, stream?.ParallelizationFactor, {
      min: 1,
      max: limits.MAX_PARALLELIZATION_FACTOR,
    })
    .check();
  const deadLetter = stream?.DeadLetterConfig?.Arn;
  if (deadLetter !== undefined && !/^arn:[^:]+:(sqs|sns):/.test(deadLetter))
    throw validation(`Value '${deadLetter}' at '${at}.deadLetterConfig.arn' is no queue or topic.`);
}

function checkQueueBatch(source: string, batchSize: number, windowSeconds: number): void {
  if (source.endsWith(".fifo") && batchSize > limits.MAX_FIFO_BATCH_SIZE)
    throw validation(`BatchSize must not be larger than ${limits.MAX_FIFO_BATCH_SIZE} for a FIFO queue.`);
  if (batchSize > limits.QUEUE_BATCH_WITHOUT_WINDOW && !windowSeconds)
    throw validation("MaximumBatchingWindowInSeconds must be greater than 0 if BatchSize is greater than 10.");
}

function checkTarget({ Target, TargetParameters: parameters = {} }: Settings): void {
  const { service, resource } = arnOf(Target!, "target");
  if (!canSendTo(service)) throw new NotEmulated(`pipes with a target of the service ${service}`);
  if (service === "states" && !resource.startsWith("stateMachine:"))
    throw new NotEmulated(`pipes with the target ${resource}`);
  const other = Object.keys(parameters).find(
    (name) =>
      parameters[name as keyof PipeTargetParameters] !== undefined &&
      !TARGET_PARAMETERS.includes(name as keyof PipeTargetParameters),
  );
  if (other) throw new NotEmulated(`pipes TargetParameters.${other}`);
  if (parameters.EventBridgeEventBusParameters?.EndpointId)
    throw new NotEmulated("pipes TargetParameters.EventBridgeEventBusParameters.EndpointId");
  if (service === "sqs" && resource.endsWith(".fifo") && !parameters.SqsQueueParameters?.MessageGroupId)
    throw validation("SqsQueueParameters.MessageGroupId must be specified for a FIFO queue.");
  checkTemplate(parameters.InputTemplate, "targetParameters");
}

function checkEnrichment({ Enrichment, EnrichmentParameters: parameters }: Settings): void {
  checkTemplate(parameters?.InputTemplate, "enrichmentParameters");
  if (!Enrichment) return;
  const { service, resource } = arnOf(Enrichment, "enrichment");
  const isThere =
    service === "lambda" || service === "states" || (service === "events" && resource.startsWith("api-destination/"));
  if (!isThere) throw new NotEmulated(`pipes with an enrichment of the service ${service}`);
}

function checkTemplate(template: string | undefined, at: string): void {
  new Constraints().length(`${at}.inputTemplate`, template, { max: limits.MAX_TEMPLATE }).check();
}

function readFilters(filters: { Pattern?: string | undefined }[] = []): { pattern: EventPattern }[] {
  if (filters.length > limits.MAX_FILTERS) throw validation(`A pipe has at most ${limits.MAX_FILTERS} filters.`);
  return filters.map(({ Pattern = "{}" }) => {
    try {
      return { pattern: parseEventPattern(JSON.parse(Pattern)) };
    } catch (error) {
      if (error instanceof InvalidEventPattern || error instanceof SyntaxError)
        throw validation(`Invalid filter pattern: ${error.message}`);
      throw error;
    }
  });
}

/** What enrichment and target take at once; one that knows no batches turns them off. */
function targetBatchSize({ Target, Enrichment }: Settings): number {
  const most = (text: string): number => {
    const { service, resource } = parseArn(text)!;
    return resource.startsWith("api-destination/") ? 1 : (limits.TARGET_BATCH_SIZE[service] ?? 1);
  };
  return Math.min(most(Target!), Enrichment ? most(Enrichment) : Infinity);
}

/** How the source is read. A batch is never larger than the target takes. */
export function sourceSettings({
  source,
  settings,
  filters,
}: Pick<Pipe, "source" | "settings" | "filters">): SourceSettings {
  const { SqsQueueParameters: queue, DynamoDBStreamParameters: stream } = settings.SourceParameters ?? {};
  const service = parseArn(source)!.service as SourceService;
  const { BatchSize, MaximumBatchingWindowInSeconds = 0 } = stream ?? queue ?? {};
  return {
    batchSize: BatchSize ?? Math.min(limits.DEFAULT_BATCH_SIZE[service], targetBatchSize(settings)),
    windowSeconds: MaximumBatchingWindowInSeconds,
    filters,
    maximumConcurrency: undefined,
    bisects: stream?.OnPartialBatchItemFailure === "AUTOMATIC_BISECT",
    maximumRetryAttempts: stream?.MaximumRetryAttempts ?? -1,
    maximumRecordAgeSeconds: stream?.MaximumRecordAgeInSeconds ?? -1,
    parallelizationFactor: stream?.ParallelizationFactor ?? 1,
  };
}
