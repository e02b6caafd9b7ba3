import { defineSimulator, type Outcome, type Sentence } from "../define.ts";
import {
  MINUTE,
  neededEnvironments,
  occupancy,
  simulateMinute,
  type Limit,
  type Limits,
  type Load,
  type Second,
} from "./rules.ts";

/** Seconds of the minute that the text tells about, where something has changed since the last one. */
const TOLD = [0, 2, 5, 10, 15, 20, 30, 45];
const LIMITS: Limit[] = ["pace", "quota", "reserved"];

export default defineSimulator({
  facts: [
    "lambda-concurrency",
    "lambda-scaling-step",
    "lambda-scaling-interval",
    "lambda-environment-rate",
    "lambda-unreserved-concurrency",
  ],
  isSeeded: true,
  predictions: [
    { id: "needed", kind: "number", tolerance: 0.1 },
    { id: "refused", kind: "choice", options: ["none", "few", "some", "most"] },
  ],
  settings: (facts) => ({
    rate: { kind: "number", min: 1, max: 20_000, initial: 1000, step: 1, isLog: true },
    seconds: { kind: "number", min: 0.01, max: 30, initial: 0.3, step: 0.01, isLog: true },
    shape: { kind: "choice", options: ["jump", "ramp"], initial: "jump" },
    arrivals: { kind: "choice", options: ["even", "random"], initial: "even" },
    quota: { kind: "number", min: 10, max: 20_000, initial: facts["lambda-concurrency"], step: 1, isLog: true },
    reserved: { kind: "number", min: 0, max: 20_000, initial: 0, step: 1, isLog: true },
    others: { kind: "number", min: 0, max: 20_000, initial: 0, step: 1, isLog: true },
    ready: { kind: "number", min: 0, max: 20_000, initial: 0, step: 1, isLog: true },
  }),
  usesSeed: ({ arrivals }) => arrivals === "random",
  groups: {
    traffic: ["rate", "seconds", "shape", "arrivals"],
    limits: ["quota", "reserved", "others", "ready"],
  },
  cases: () => ({
    newsletter: {},
    slow: { seconds: 10 },
    burst: { rate: 3000, seconds: 1, quota: 5000 },
    neighbour: { rate: 2400, seconds: 0.5, others: 400 },
    reserved: { rate: 2400, seconds: 0.5, others: 400, reserved: 600 },
  }),
  reconcile: (state, facts) => {
    const unreserved = facts["lambda-unreserved-concurrency"];
    const most = Math.max(0, state.quota - unreserved);
    if (state.reserved <= most) return { state, notes: [] };
    return {
      state: { ...state, reserved: most },
      notes: [{ key: "notes.reserved", values: { n: most, quota: state.quota, unreserved } }],
    };
  },
  run: (state, facts): Outcome => {
    const limits: Limits = {
      step: facts["lambda-scaling-step"],
      interval: facts["lambda-scaling-interval"],
      perEnvironment: facts["lambda-environment-rate"],
    };
    const load: Load = state;
    const minute = simulateMinute(load, state, limits);
    const needed = neededEnvironments(state.rate, state.seconds, limits);
    const share = minute.requests ? minute.refused / minute.requests : 0;
    const othersShare = minute.othersRequests ? minute.othersRefused / minute.othersRequests : 0;
    const met = LIMITS.filter((limit) => minute.by[limit] > 0).sort((a, b) => minute.by[b] - minute.by[a]);
    const word = (limit: Limit | undefined): { word: string } => ({ word: `limit.${limit ?? "none"}` });
    const refusing = minute.seconds.flatMap(({ refused }, second) => (refused > 0 ? [second] : []));
    const stay = occupancy(state.seconds, limits);
    const summary: Sentence = {
      key: minute.refused ? "summary.refused" : "summary.none",
      values: { needed: Math.round(needed), share: { share }, limit: word(met[0]), peak: minute.peak },
    };

    const trace: Sentence[] = [
      { key: "trace.needed", values: { rate: state.rate, seconds: state.seconds, n: state.rate * state.seconds } },
      ...(stay > state.seconds
        ? [{ key: "trace.short", values: { per: limits.perEnvironment, seconds: state.seconds, stay, n: needed } }]
        : []),
      state.reserved > 0
        ? { key: "trace.reserved", values: { n: state.reserved, rest: state.quota - state.reserved } }
        : { key: "trace.quota", values: { n: state.quota } },
      ...(state.ready > 0 ? [{ key: "trace.ready", values: { n: state.ready } }] : []),
      { key: "trace.pace", values: { step: limits.step, interval: limits.interval } },
      ...told(minute.seconds).map((second): Sentence => {
        const { allowed, needed, refused } = minute.seconds[second]!;
        return { key: refused ? "trace.at" : "trace.at-none", values: { second, allowed, needed, refused } };
      }),
      refusing.length === 0
        ? { key: "trace.none" }
        : refusing.at(-1)! >= MINUTE - 1
          ? { key: "trace.to-the-end", values: { first: refusing[0]! } }
          : { key: "trace.until", values: { first: refusing[0]!, last: refusing.at(-1)! + 1 } },
      ...met.map((limit) => ({ key: `trace.by-${limit}`, values: { n: minute.by[limit] } })),
      ...(state.others > 0
        ? [
            {
              key: minute.othersRefused ? "trace.others" : "trace.others-none",
              values: { n: state.others, refused: minute.othersRefused, share: { share: othersShare } },
            },
          ]
        : []),
      { key: "trace.sum", values: { requests: minute.requests, refused: minute.refused, share: { share } } },
    ];

    return {
      answers: {
        needed: Math.round(needed),
        refused: share === 0 ? "none" : share < 0.1 ? "few" : share < 0.5 ? "some" : "most",
      },
      summary,
      figures: [
        { id: "needed", value: { key: "values.environments", values: { n: Math.ceil(needed - 1e-9) } } },
        { id: "peak", value: { key: "values.environments", values: { n: minute.peak } } },
        {
          id: "refused",
          value: { key: "values.of", values: { n: minute.refused, share: { share } } },
          ...(minute.refused ? { tone: "bad" as const } : {}),
        },
        { id: "limit", value: { key: `limit.${met[0] ?? "none"}` } },
        ...(state.others > 0
          ? [
              {
                id: "others",
                value: { key: "values.of", values: { n: minute.othersRefused, share: { share: othersShare } } },
                ...(minute.othersRefused ? { tone: "bad" as const } : {}),
              },
            ]
          : []),
      ],
      chart: {
        series: [
          { id: "busy", style: "area", values: minute.seconds.map(({ busy }) => busy) },
          { id: "needed", style: "line", values: minute.seconds.map(({ needed }) => needed) },
          { id: "allowed", style: "limit", values: minute.seconds.map(({ allowed }) => allowed) },
        ],
        times: minute.seconds.map((_, second) => ({ key: "values.seconds", values: { n: second } })),
        readouts: minute.seconds.map((values) => ({ key: "readout", values: { ...values } })),
      },
      trace,
    };
  },
});

function told(seconds: Second[]): number[] {
  const line = (second: number): string => {
    const { allowed, needed, refused } = seconds[second]!;
    return [allowed, needed, refused].join();
  };
  return TOLD.filter((second, index) => index === 0 || line(second) !== line(TOLD[index - 1]!));
}
