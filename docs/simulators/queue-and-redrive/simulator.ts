import { defineSimulator, type Outcome, type Sentence } from "../define.ts";
import { tell, type Moment, type Setup } from "./rules.ts";

const STEPS = 60;

export default defineSimulator({
  facts: ["sqs-retention-default", "sqs-visibility-max", "lambda-timeout", "lambda-sqs-concurrency-min"],
  predictions: [
    { id: "dead", kind: "number", tolerance: 0 },
    { id: "again", kind: "choice", options: ["none", "some", "all"] },
  ],
  settings: (
    facts: Readonly<Record<"lambda-timeout" | "sqs-visibility-max" | "lambda-sqs-concurrency-min", number>>,
  ) => ({
    messages: { kind: "number", min: 1, max: 50, initial: 10, step: 1 },
    poison: { kind: "number", min: 0, max: 5, initial: 1, step: 1 },
    batch: { kind: "number", min: 1, max: 10, initial: 10, step: 1 },
    answer: { kind: "choice", options: ["throw", "report"], initial: "throw" },
    seconds: { kind: "number", min: 0.1, max: 30, initial: 1, step: 0.1, isLog: true },
    timeout: { kind: "number", min: 1, max: facts["lambda-timeout"], initial: 30, step: 1, isLog: true },
    environments: { kind: "number", min: facts["lambda-sqs-concurrency-min"], max: 20, initial: 2, step: 1 },
    visibility: { kind: "number", min: 1, max: facts["sqs-visibility-max"] * 3600, initial: 180, step: 1, isLog: true },
    receives: { kind: "number", min: 0, max: 10, initial: 3, step: 1 },
  }),
  groups: {
    messages: ["messages", "poison"],
    queue: ["visibility", "receives"],
    function: ["batch", "answer", "seconds", "timeout", "environments"],
  },
  cases: () => ({
    poison: {},
    report: { answer: "report" },
    single: { batch: 1 },
    slow: { poison: 0, answer: "report", seconds: 4 },
    endless: { answer: "report", receives: 0 },
  }),
  reconcile: (state) => {
    const notes: Sentence[] = [];
    let { poison, visibility } = state;
    if (poison > state.messages) {
      poison = state.messages;
      notes.push({ key: "notes.poison", values: { n: poison } });
    }
    if (visibility < state.timeout) {
      visibility = state.timeout;
      notes.push({ key: "notes.visibility", values: { n: visibility } });
    }
    return { state: { ...state, poison, visibility }, notes };
  },
  run: (state, facts): Outcome => {
    const setup: Setup = state;
    const story = tell(setup);
    const count = (test: (message: (typeof story.messages)[number]) => boolean): number =>
      story.messages.filter(test).length;
    const dead = count(({ end }) => end === "dead");
    const healthyDead = count(({ end, isPoison }) => end === "dead" && !isPoison);
    const circling = count(({ end }) => end === "circling");
    const healthy = count(({ isPoison }) => !isPoison);
    const again = count(({ isPoison, handled }) => !isPoison && handled > 1);
    const never = count(({ isPoison, handled }) => !isPoison && handled === 0);
    const most = Math.max(...story.messages.map(({ handled }) => handled));

    const span = Math.max(1, story.end);
    const samples = Array.from({ length: STEPS + 1 }, (_, step) => at(story.moments, (span * step) / STEPS));

    const trace: Sentence[] = [
      { key: "trace.start", values: { n: state.messages, poison: state.poison, batch: state.batch } },
      ...story.batches.map(({ time, size, receive, outcome, handled, back }): Sentence => ({
        key: `trace.${outcome}`,
        values: { time: round(time), n: size, receive, handled, back, timeout: state.timeout },
      })),
      ...(story.invocations > story.batches.length
        ? [{ key: "trace.more", values: { n: story.invocations - story.batches.length } }]
        : []),
      ...(dead ? [{ key: "trace.dead", values: { n: dead, healthy: healthyDead, receives: state.receives } }] : []),
      ...(circling ? [{ key: "trace.circling", values: { n: circling, days: facts["sqs-retention-default"] } }] : []),
      again
        ? { key: "trace.again", values: { n: again, most } }
        : { key: never ? "trace.never" : "trace.once", values: { n: never } },
      ...(circling ? [] : [{ key: "trace.end", values: { time: round(story.end), invocations: story.invocations } }]),
    ];

    return {
      answers: { dead, again: again === 0 ? "none" : again < healthy ? "some" : "all" },
      summary: {
        key: healthyDead ? "summary.healthy" : dead ? "summary.dead" : circling ? "summary.circling" : "summary.none",
        values: { dead, healthy: healthyDead, circling, invocations: story.invocations },
      },
      figures: [
        {
          id: "dead",
          value: { key: "values.n", values: { n: dead } },
          ...(healthyDead ? { tone: "bad" as const } : {}),
        },
        { id: "again", value: { key: "values.n", values: { n: again } }, ...(again ? { tone: "bad" as const } : {}) },
        { id: "never", value: { key: "values.n", values: { n: never } }, ...(never ? { tone: "bad" as const } : {}) },
        ...(circling
          ? [{ id: "circling", value: { key: "values.n", values: { n: circling } }, tone: "bad" as const }]
          : []),
        { id: "invocations", value: { key: "values.n", values: { n: story.invocations } } },
        ...(circling ? [] : [{ id: "end", value: { key: "values.seconds", values: { n: round(story.end) } } }]),
      ],
      chart: {
        series: [
          { id: "waiting", style: "area", values: samples.map(({ waiting }) => waiting) },
          { id: "inFlight", style: "line", values: samples.map(({ inFlight }) => inFlight) },
          { id: "dead", style: "limit", values: samples.map(({ dead }) => dead) },
        ],
        times: samples.map((_, step) => ({ key: "values.seconds", values: { n: round((span * step) / STEPS) } })),
        readouts: samples.map(({ waiting, inFlight, dead }) => ({
          key: "readout",
          values: { waiting, inFlight, dead },
        })),
      },
      trace,
    };
  },
});

/** What the queues held at a time. */
function at(moments: Moment[], time: number): Moment {
  return moments.findLast((moment) => moment.time <= time) ?? moments[0]!;
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
