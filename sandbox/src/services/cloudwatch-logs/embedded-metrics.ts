import { metrics } from "../../core/metrics.ts";
import type { OperationContext } from "../../core/service.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html (2026-11-21) */
const MAX_METRICS = 100;
const MAX_VALUES = 100;
const MAX_DIMENSIONS = 30;
const MAX_PAST_MS = 14 * 24 * 60 * 60_000;
const MAX_FUTURE_MS = 2 * 60 * 60_000;
const UNIT =
  /^(Seconds|Microseconds|Milliseconds|(Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Count)(\/Second)?|Percent|None)$/;

type Members = Record<string, unknown>;

interface Datum {
  namespace: string;
  name: string;
  unit: string;
  isHighResolution: boolean;
  dimensions: Record<string, string>;
  values: number[];
}

/** The metrics in a log line in the embedded metric format. Lines that claim to be such and are not are counted, as on AWS, and give none. */
export function extractMetrics(message: string, logGroup: string, context: OperationContext): void {
  if (!message.includes('"_aws"')) return;
  // Lambda's Node.js runtime writes time, request and level before a line.
  const root = parse(message.slice(message.indexOf("{")));
  if (root && !isRecord(root["_aws"])) return;
  const data = root && isRecord(root["_aws"]) ? readMetrics(root["_aws"], root) : undefined;
  const store = context.state(metrics);
  const now = context.clock.now();
  if (!data) {
    const name = root ? "EMFValidationErrors" : "EMFParsingErrors";
    store.get({ namespace: "AWS/Logs", name, dimensions: { LogGroupName: logGroup } }).record(1, "Count", now);
    return;
  }
  const { Timestamp: at } = root!["_aws"] as { Timestamp: number };
  if (at < now - MAX_PAST_MS || at > now + MAX_FUTURE_MS) return;
  for (const { namespace, name, unit, isHighResolution, dimensions, values } of data)
    for (const value of values) store.get({ namespace, name, dimensions }).record(value, unit, at, 1, isHighResolution);
}

function parse(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `undefined` when anything in it is not as specified. */
function readMetrics(metadata: Members, root: Members): Datum[] | undefined {
  const { Timestamp: at, CloudWatchMetrics: directives } = metadata;
  if (typeof at !== "number" || !Array.isArray(directives)) return undefined;
  const data: Datum[] = [];
  for (const directive of directives as unknown[]) {
    const found = isRecord(directive) ? readDirective(directive, root) : undefined;
    if (!found) return undefined;
    data.push(...found);
  }
  return data;
}

function readDirective({ Namespace, Dimensions, Metrics }: Members, root: Members): Datum[] | undefined {
  if (!isText(Namespace) || !Array.isArray(Dimensions) || !Array.isArray(Metrics) || Metrics.length > MAX_METRICS)
    return undefined;
  const sets = (Dimensions as unknown[]).map((names) => readDimensions(names, root));
  const definitions = (Metrics as unknown[]).map((definition) => readDefinition(definition, root));
  if (sets.includes(undefined) || definitions.includes(undefined)) return undefined;
  return definitions.flatMap((definition) =>
    sets.map((dimensions) => ({ namespace: Namespace, ...definition!, dimensions: dimensions! })),
  );
}

function readDimensions(names: unknown, root: Members): Record<string, string> | undefined {
  if (!Array.isArray(names) || names.length > MAX_DIMENSIONS) return undefined;
  const dimensions: Record<string, string> = {};
  for (const name of names as unknown[]) {
    const value = typeof name === "string" ? root[name] : undefined;
    if (!isText(value)) return undefined;
    dimensions[name as string] = value;
  }
  return dimensions;
}

function readDefinition(definition: unknown, root: Members): Omit<Datum, "namespace" | "dimensions"> | undefined {
  if (!isRecord(definition)) return undefined;
  const { Name: name, Unit: unit = "None", StorageResolution: resolution = 60 } = definition;
  if (!isText(name) || typeof unit !== "string" || !UNIT.test(unit)) return undefined;
  if (resolution !== 1 && resolution !== 60) return undefined;
  const target = root[name];
  const values = (Array.isArray(target) ? target : [target]) as unknown[];
  if (values.length > MAX_VALUES || !values.every((value) => typeof value === "number")) return undefined;
  return { name, unit, isHighResolution: resolution === 1, values };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length >= 1 && value.length <= 1024;
}

function isRecord(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
