import type { Clock } from "../../core/clock.ts";
import { Meter, MINUTE, type Gauge, type MetricSeries, type Metrics } from "../../core/metrics.ts";

/** A queue is active for so long after the last thing it did; only then there are metrics of it. sqs-available-cloudwatch-metrics.html (2026-11-21) */
const ACTIVE_MS = 6 * 60 * 60_000;
const KEPT_MINUTES = 15 * 24 * 60;

export interface Depth {
  delayed: number;
  available: number;
  inFlight: number;
  /** Since when the oldest message is in this queue; `undefined` when it is empty. */
  oldestAt: number | undefined;
}

interface Sample extends Depth {
  minute: number;
}

const EMPTY: Depth = { delayed: 0, available: 0, inFlight: 0, oldestAt: undefined };
const COUNTERS = [
  "NumberOfMessagesSent",
  "NumberOfMessagesReceived",
  "NumberOfMessagesDeleted",
  "NumberOfEmptyReceives",
] as const;

/** What CloudWatch shows of a queue: it counts what is done, and keeps its depth at the end of each minute in which that changed. */
export class QueueMeter {
  #samples: Sample[] = [];
  /** When the queue was active, in order. */
  #active: { from: number; until: number }[] = [];
  #watched: MetricSeries[];
  readonly #meter: Meter;
  readonly #clock: Clock;

  constructor(name: string, metrics: Metrics, clock: Clock) {
    this.#clock = clock;
    this.#meter = new Meter(metrics, clock, "AWS/SQS", [{ QueueName: name }]);
    const gauges: Record<string, Gauge> = {
      ApproximateNumberOfMessagesVisible: this.#depth(({ available }) => available),
      ApproximateNumberOfMessagesNotVisible: this.#depth(({ inFlight }) => inFlight),
      ApproximateNumberOfMessagesDelayed: this.#depth(({ delayed }) => delayed),
      ApproximateAgeOfOldestMessage: {
        ...this.#gauge("Seconds", ({ oldestAt }, end) =>
          oldestAt === undefined ? 0 : Math.max(0, Math.floor((end - oldestAt) / 1000)),
        ),
        isSteady: false,
      },
    };
    this.#watched = Object.entries(gauges).flatMap(([metric, gauge]) => this.#show(metric, gauge));
    for (const metric of COUNTERS)
      this.#show(
        metric,
        this.#depth(() => 0),
      );
    this.touch();
  }

  /** Somebody did something with the queue. */
  touch(): void {
    const now = this.#clock.now();
    const last = this.#active.at(-1);
    if (last && now <= last.until) last.until = now + ACTIVE_MS;
    else this.#active.push({ from: now, until: now + ACTIVE_MS });
  }

  sent(bytes: number): void {
    this.#meter.emit("NumberOfMessagesSent", 1, "Count");
    this.#meter.emit("SentMessageSize", bytes, "Bytes");
  }

  received(count: number): void {
    if (count) this.#meter.emit("NumberOfMessagesReceived", count, "Count");
    else this.#meter.emit("NumberOfEmptyReceives", 1, "Count");
  }

  deleted(): void {
    this.#meter.emit("NumberOfMessagesDeleted", 1, "Count");
  }

  changed(depth: Depth): void {
    const now = this.#clock.now();
    const minute = now - (now % MINUTE);
    const last = this.#samples.at(-1);
    if (isSame(last ?? EMPTY, depth)) return;
    if (last?.minute === minute) Object.assign(last, depth);
    else if (this.#samples.push({ minute, ...depth }) > KEPT_MINUTES) this.#samples.shift();
    this.touch();
    for (const series of this.#watched) series.changed();
  }

  /** The queue is gone, and nothing of it is shown any more. */
  close(): void {
    const last = this.#active.at(-1)!;
    last.until = this.#clock.now();
    for (const series of this.#watched) series.changed();
  }

  #show(metric: string, gauge: Gauge): MetricSeries[] {
    const series = this.#meter.series(metric);
    for (const one of series) one.gauge = gauge;
    return series;
  }

  #depth(read: (depth: Depth) => number): Gauge {
    return this.#gauge("Count", read);
  }

  #gauge(unit: string, read: (depth: Depth, end: number) => number): Gauge {
    return {
      unit,
      isSteady: true,
      until: () => this.#active.at(-1)!.until,
      at: (minute) => {
        const end = minute + MINUTE;
        const isActive = this.#active.some(({ from, until }) => from < end && until >= end - 1);
        return isActive ? read(this.#samples.findLast((sample) => sample.minute <= minute) ?? EMPTY, end) : undefined;
      },
    };
  }
}

function isSame(one: Depth, other: Depth): boolean {
  return (
    one.available === other.available &&
    one.inFlight === other.inFlight &&
    one.delayed === other.delayed &&
    one.oldestAt === other.oldestAt
  );
}
