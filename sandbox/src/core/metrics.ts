import type { Clock } from "./clock.ts";
import { defineStore } from "./state.ts";

/**
 * The metrics that CloudWatch shows: what the services count of themselves and what users put. Values are kept in buckets of one minute (one second
 * for high resolution), so a service only adds to a number; nothing here sets a timer.
 */
export interface MetricId {
  namespace: string;
  name: string;
  dimensions: Readonly<Record<string, string>>;
}

/** What is known of the values of a span of time. */
export class Summary {
  count = 0;
  sum = 0;
  min = Infinity;
  max = -Infinity;
  /** How often each value came; `undefined` when some of them came as statistics only. */
  values: Map<number, number> | undefined = new Map();

  add(value: number, count: number): void {
    this.count += count;
    this.sum += value * count;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    this.values?.set(value, (this.values.get(value) ?? 0) + count);
  }

  merge(other: Omit<Summary, "add" | "merge">): void {
    this.count += other.count;
    this.sum += other.sum;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    if (!other.values) this.values = undefined;
    else for (const [value, count] of other.values) this.values?.set(value, (this.values.get(value) ?? 0) + count);
  }
}

/** The value that a service reports each minute in which it has counted nothing: the depth of a queue, or zero. */
export interface Gauge {
  unit: string;
  /** At the end of the minute that begins then; `undefined` when nothing is reported. Of a minute to come: what it will be if nothing happens. */
  at(minute: number): number | undefined;
  /** When it stops to be reported if nothing happens. */
  until(): number;
  /** It stays the same while nothing happens. */
  isSteady: boolean;
}

const SECOND = 1000;
export const MINUTE = 60_000;
/** How long they are kept: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html (2026-11-21): 15 days, 3 hours. */
const KEPT_MINUTES = 15 * 24 * 60;
const KEPT_SECONDS = 3 * 60 * 60;

/** The values of a metric in one unit. */
interface Stream {
  minutes: Map<number, Summary>;
  seconds: Map<number, Summary>;
}

/** One metric: a namespace, a name and dimensions. */
export class MetricSeries {
  readonly id: MetricId;
  gauge: Gauge | undefined;
  /** When a value came last, milliseconds. */
  lastAt = -Infinity;
  #streams = new Map<string, Stream>();
  #watchers: Set<() => void> | undefined;
  /** The minute that values came for last, which is the one of most values. */
  #last: { unit: string; start: number; bucket: Summary } | undefined;

  constructor(id: MetricId) {
    this.id = id;
  }

  get isEmpty(): boolean {
    return !this.gauge && this.#streams.size === 0;
  }

  record(value: number, unit: string, at: number, count = 1, isHighResolution = false): void {
    this.#bucket(unit, at, isHighResolution).add(value, count);
    this.changed();
  }

  recordSummary(summary: Summary, unit: string, at: number, isHighResolution: boolean): void {
    this.#bucket(unit, at, isHighResolution).merge(summary);
    this.changed();
  }

  /** The units in which there are values from `from` until `to`, in order. */
  unitsBetween(from: number, to: number): string[] {
    const units = new Set<string>();
    for (const [unit, { minutes, seconds }] of this.#streams)
      if (hasBetween(minutes, MINUTE, from, to) || hasBetween(seconds, SECOND, from, to)) units.add(unit);
    if (this.gauge) units.add(this.gauge.unit);
    return [...units].toSorted();
  }

  /** All values of a unit from `from` until before `to`; `undefined` when there are none. */
  between(unit: string, from: number, to: number): Summary | undefined {
    const found = new Summary();
    const stream = this.#streams.get(unit);
    if (stream) {
      for (const bucket of bucketsBetween(stream.minutes, MINUTE, from, to)) found.merge(bucket);
      for (const bucket of bucketsBetween(stream.seconds, SECOND, from, to)) found.merge(bucket);
    }
    if (this.gauge?.unit === unit)
      for (let minute = ceil(from, MINUTE); minute < to; minute += MINUTE) {
        const value = stream?.minutes.has(minute) ? undefined : this.gauge.at(minute);
        if (value !== undefined) found.add(value, 1);
      }
    return found.count ? found : undefined;
  }

  /** Calls back when a value comes, or what the gauge shows changes. Returns what ends it. */
  watch(watcher: () => void): () => void {
    this.#watchers ??= new Set();
    this.#watchers.add(watcher);
    return () => this.#watchers?.delete(watcher);
  }

  changed(): void {
    if (this.#watchers) for (const watcher of this.#watchers) watcher();
  }

  #bucket(unit: string, at: number, isHighResolution: boolean): Summary {
    if (at > this.lastAt) this.lastAt = at;
    const last = this.#last;
    if (last && !isHighResolution && unit === last.unit && at >= last.start && at < last.start + MINUTE)
      return last.bucket;
    let stream = this.#streams.get(unit);
    if (!stream) this.#streams.set(unit, (stream = { minutes: new Map(), seconds: new Map() }));
    const start = at - (at % (isHighResolution ? SECOND : MINUTE));
    const buckets = isHighResolution ? stream.seconds : stream.minutes;
    let bucket = buckets.get(start);
    if (!bucket) {
      buckets.set(start, (bucket = new Summary()));
      prune(stream);
    }
    if (!isHighResolution) this.#last = { unit, start, bucket };
    return bucket;
  }
}

/** Drops the oldest minute, and keeps what was in the oldest second by the minute. */
function prune({ minutes, seconds }: Stream): void {
  if (seconds.size > KEPT_SECONDS) {
    const [start, summary] = seconds.entries().next().value!;
    seconds.delete(start);
    const minute = start - (start % MINUTE);
    const kept = minutes.get(minute) ?? new Summary();
    kept.merge(summary);
    minutes.set(minute, kept);
  }
  if (minutes.size > KEPT_MINUTES) minutes.delete(minutes.keys().next().value!);
}

function ceil(time: number, step: number): number {
  return Math.ceil(time / step) * step;
}

function* bucketsBetween(buckets: Map<number, Summary>, step: number, from: number, to: number): Generator<Summary> {
  if ((to - from) / step > buckets.size) {
    for (const [start, bucket] of buckets) if (start >= from && start < to) yield bucket;
    return;
  }
  for (let start = ceil(from, step); start < to; start += step) {
    const bucket = buckets.get(start);
    if (bucket) yield bucket;
  }
}

function hasBetween(buckets: Map<number, Summary>, step: number, from: number, to: number): boolean {
  for (const _ of bucketsBetween(buckets, step, from, to)) return true;
  return false;
}

/** The metrics of an account in a Region. */
export class Metrics {
  #series = new Map<string, MetricSeries>();

  /** Makes it where there is none yet. */
  get(id: MetricId): MetricSeries {
    const key = keyOf(id);
    let series = this.#series.get(key);
    if (!series) this.#series.set(key, (series = new MetricSeries(id)));
    return series;
  }

  /** Those that have values. */
  all(): MetricSeries[] {
    return [...this.#series.values()].filter(({ isEmpty }) => !isEmpty);
  }
}

function keyOf({ namespace, name, dimensions }: MetricId): string {
  const sorted = Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}

export const metrics = defineStore("regional", () => new Metrics());

/** Counts the doings of one thing under each of several sets of dimensions. */
export class Meter {
  #series = new Map<string, MetricSeries[]>();
  readonly #metrics: Metrics;
  readonly #clock: Clock;
  readonly #namespace: string;
  readonly #dimensions: readonly Record<string, string>[];

  constructor(store: Metrics, clock: Clock, namespace: string, dimensions: readonly Record<string, string>[]) {
    this.#metrics = store;
    this.#clock = clock;
    this.#namespace = namespace;
    this.#dimensions = dimensions;
  }

  emit(name: string, value: number, unit: string): void {
    const now = this.#clock.now();
    for (const series of this.series(name)) series.record(value, unit, now);
  }

  series(name: string): MetricSeries[] {
    let found = this.#series.get(name);
    if (!found) {
      found = this.#dimensions.map((dimensions) => this.#metrics.get({ namespace: this.#namespace, name, dimensions }));
      this.#series.set(name, found);
    }
    return found;
  }
}
