import { describe, expect, test } from "vitest";
import { pageRead } from "../testing.ts";
import { chooseCompute, FORMS, type Work } from "./rules.ts";

const limits = {
  lambdaMinutes: 15,
  lambdaGigabytes: 10,
  durableDays: 366,
  fargateGigabytes: 120,
  managedMinutes: 90,
};
const work: Work = {
  machine: "no",
  process: "no",
  minutes: 0.1,
  pieces: "no",
  gigabytes: 0.5,
  waits: "no",
  days: 0,
};
const choose = (changes: Partial<Work>) => chooseCompute({ ...work, ...changes }, limits);

test("three times no is Lambda; the first yes decides", () => {
  expect(choose({}).form).toBe("lambda");
  expect(choose({}).answers).toEqual([undefined, undefined, undefined]);
  expect(choose({ waits: "people", days: 3 }).form).toBe("durable");
  expect(choose({ waits: "people", process: "connections" }).form).toBe("fargate");
  expect(choose({ waits: "people", process: "connections", machine: "gpu" }).form).toBe("ec2");
  expect(choose({ process: "connections", machine: "gpu" }).answers).toEqual(["gpu"]);
});

describe(pageRead("lambda-limits", "2026-11-21"), () => {
  test("an invocation lasts at most 900 seconds", () => {
    expect(choose({ minutes: 15 }).form).toBe("lambda");
    expect(choose({ minutes: 15.1 })).toMatchObject({ form: "fargate", answers: [undefined, "long"] });
    expect(choose({ minutes: 15.1 }).obstacles).toMatchObject({ lambda: ["minutes"], fargate: [] });
  });

  test("unless it is cut into pieces", () => {
    expect(choose({ minutes: 240, pieces: "yes" })).toMatchObject({ form: "lambda", isCut: true });
  });

  test("a function has at most 10,240 MB", () => {
    expect(choose({ gigabytes: 10 }).form).toBe("lambda");
    expect(choose({ gigabytes: 10.5 })).toMatchObject({ form: "fargate", answers: [undefined, "large"] });
  });

  test("asynchronous invocations on Managed Instances last up to 90 minutes", () => {
    expect(choose({ minutes: 90 }).isForManaged).toBe(true);
    expect(choose({ minutes: 91 }).isForManaged).toBe(false);
    expect(choose({ minutes: 90, process: "connections" }).isForManaged).toBe(false);
  });
});

describe(pageRead("durable-config", "2026-11-21"), () => {
  test("a durable execution lasts at most 366 days", () => {
    expect(choose({ waits: "systems", days: 366 }).form).toBe("durable");
    expect(choose({ waits: "systems", days: 367 })).toMatchObject({ form: "lambda", isForever: true });
    expect(choose({ waits: "systems", days: 367 }).obstacles).toMatchObject({ durable: ["days"], lambda: [] });
  });
});

describe(pageRead("fargate-task-sizes", "2026-11-21"), () => {
  test("a task has at most 120 GB of memory", () => {
    expect(choose({ gigabytes: 120 }).form).toBe("fargate");
    expect(choose({ gigabytes: 121 })).toMatchObject({ form: "ec2", answers: ["huge"] });
  });
});

test("what is chosen can always do the work, and Fargate and EC2 need no question about time", () => {
  for (const machine of ["no", "gpu", "kernel", "licence"] as const)
    for (const process of ["no", "connections", "program"] as const)
      for (const minutes of [0.1, 15, 16, 10_000])
        for (const pieces of ["yes", "no"] as const)
          for (const gigabytes of [0.125, 10, 11, 120, 512])
            for (const waits of ["no", "people", "steps"] as const)
              for (const days of [0, 366, 1000]) {
                const choice = choose({ machine, process, minutes, pieces, gigabytes, waits, days });
                expect(FORMS).toContain(choice.form);
                expect(choice.obstacles[choice.form]).toEqual([]);
              }
});
