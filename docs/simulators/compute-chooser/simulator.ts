import { defineSimulator, type Outcome } from "../define.ts";
import { chooseCompute, FORMS, type ComputeLimits } from "./rules.ts";

export default defineSimulator({
  facts: [
    "lambda-timeout",
    "lambda-memory-max",
    "durable-execution-duration",
    "fargate-memory-max",
    "lambda-managed-instances-timeout",
  ],
  predictions: [{ id: "form", kind: "choice", options: FORMS }],
  settings: () => ({
    machine: { kind: "choice", options: ["no", "gpu", "kernel", "licence"], initial: "no" },
    gigabytes: { kind: "number", min: 0.125, max: 512, initial: 0.5, step: 0.125, isLog: true },
    process: { kind: "choice", options: ["no", "connections", "program"], initial: "no" },
    minutes: { kind: "number", min: 0.01, max: 10_000, initial: 40, step: 0.01, isLog: true },
    pieces: { kind: "choice", options: ["no", "yes"], initial: "no" },
    waits: { kind: "choice", options: ["no", "people", "systems", "steps"], initial: "no" },
    days: { kind: "number", min: 0, max: 1000, initial: 0, step: 1, isLog: true },
  }),
  groups: {
    machine: ["machine", "gigabytes"],
    process: ["process", "minutes", "pieces"],
    waits: ["waits", "days"],
  },
  cases: () => ({
    report: {},
    pieces: { pieces: "yes" },
    thumbnails: { minutes: 0.05, gigabytes: 1 },
    approval: { minutes: 0.05, waits: "people", days: 5 },
    chat: { minutes: 0.01, process: "connections" },
    model: { machine: "gpu", gigabytes: 24, minutes: 5 },
  }),
  run: (work, facts): Outcome => {
    const limits: ComputeLimits = {
      lambdaMinutes: facts["lambda-timeout"] / 60,
      lambdaGigabytes: facts["lambda-memory-max"] / 1024,
      durableDays: facts["durable-execution-duration"],
      fargateGigabytes: facts["fargate-memory-max"],
      managedMinutes: facts["lambda-managed-instances-timeout"],
    };
    const { form, answers, obstacles, isCut, isForever, isForManaged } = chooseCompute(work, limits);
    const values = { minutes: work.minutes, gigabytes: work.gigabytes, days: work.days, ...limits };
    const name = { word: `forms.${form}` };
    const yes = answers.findIndex((answer) => answer !== undefined);
    const reason = yes >= 0 ? `yes.${answers[yes]}` : `yes.${isCut ? "cut" : isForever ? "forever" : "none"}`;

    return {
      answers: { form },
      summary: {
        key: yes >= 0 ? "summary.yes" : "summary.no",
        values: { ...values, form: name, n: yes + 1, why: { word: reason } },
      },
      figures: [],
      table: {
        columns: ["form", "why"],
        rows: FORMS.map((each) => ({
          head: { key: `forms.${each}` },
          isCurrent: each === form,
          cells: [
            each === form
              ? { texts: [{ key: `chosen.${each}` }], tone: "good" }
              : obstacles[each].length
                ? {
                    texts: obstacles[each].map((obstacle) => ({ key: `obstacle.${each}-${obstacle}`, values })),
                    tone: "bad",
                  }
                : { texts: [{ key: `more.${each}` }] },
          ],
        })),
      },
      trace: [
        ...answers.map((answer, index) =>
          answer === undefined
            ? { key: `trace.no-${index + 1}`, values }
            : { key: "trace.yes", values: { n: index + 1, why: { word: `yes.${answer}` }, ...values } },
        ),
        ...(isCut ? [{ key: "yes.cut", values }] : []),
        ...(isForever && yes < 0 ? [{ key: "yes.forever", values }] : []),
        { key: "trace.form", values: { form: name } },
        ...(isForManaged ? [{ key: "trace.managed", values }] : []),
        { key: `trace.next-${form}` },
      ],
    };
  },
});
