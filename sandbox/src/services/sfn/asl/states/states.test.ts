import { describe, expect, test } from "vitest";
import { StatesError } from "../errors.ts";
import { outputOfState, runInMemory } from "../testing.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
const machine = (States: object, more: object = {}) => ({ StartAt: Object.keys(States)[0]!, States, ...more }) as never;

describe("the way of data through a state", () => {
  test("input, parameters, selector, result path, output path", async () => {
    const state = {
      Type: "Task",
      Resource: ARN,
      InputPath: "$.in",
      Parameters: { "x.$": "$.a", "name.$": "$$.State.Name", fixed: 1 },
      ResultSelector: { "y.$": "$.x" },
      ResultPath: "$.out.result",
      OutputPath: "$.out",
    };
    const { end, events } = await runInMemory(
      machine({ S: { ...state, End: true } }),
      { in: { a: 7 }, out: {} },
      ({ parameters }) => parameters,
    );
    expect(end).toEqual({ status: "SUCCEEDED", output: { result: { y: 7 } } });
    expect(events[2]!["lambdaFunctionScheduledEventDetails"]).toMatchObject({ input: '{"x":7,"name":"S","fixed":1}' });
  });

  test("null paths", async () => {
    expect(await outputOfState({ Type: "Pass", InputPath: null }, { a: 1 })).toEqual({});
    expect(await outputOfState({ Type: "Pass", OutputPath: null }, { a: 1 })).toEqual({});
    expect(await outputOfState({ Type: "Pass", Result: 5, ResultPath: null }, { a: 1 })).toEqual({ a: 1 });
  });

  test("variables", async () => {
    const { end } = await runInMemory(
      machine({
        Set: { Type: "Pass", Assign: { "a.$": "$.v", b: null }, Next: "Use" },
        Use: { Type: "Pass", Parameters: { "a.$": "$a", "b.$": "$b", "f.$": "States.Format('{}!', $a)" }, End: true },
      }),
      { v: 3 },
    );
    expect(end).toMatchObject({ output: { a: 3, b: null, f: "3!" } });
  });

  test("JSONata", async () => {
    const output = await outputOfState(
      {
        Type: "Pass",
        Output: { sum: "{% $sum($states.input.n) %}", parts: "{% $partition([1..3], 2) %}", text: "a {% no %}" },
      },
      { n: [1, 2] },
      { QueryLanguage: "JSONata" },
    );
    expect(output).toEqual({ sum: 3, parts: [[1, 2], [3]], text: "a {% no %}" });
  });

  test("JSONata without an end is cut off", { timeout: 20_000 }, async () => {
    await expect(
      outputOfState(
        { Type: "Pass", Output: "{% ($f := function($n) { $f($n + 1) + 1 }; $f(0)) %}" },
        {},
        { QueryLanguage: "JSONata" },
      ),
    ).rejects.toThrow("States.QueryEvaluationError");
  });
});

describe("retries", () => {
  const failing = (names: string[]) => {
    let calls = 0;
    return () => {
      const name = names[calls++];
      if (name) throw new StatesError(name, `${name} came`);
      return calls;
    };
  };
  const retried = (Retry: object[], names: string[], more: object = {}) =>
    runInMemory(machine({ T: { Type: "Task", Resource: ARN, Retry, End: true, ...more } }), {}, failing(names));

  test("with backoff: 1, 2 and 4 seconds", async () => {
    const { end, seconds } = await retried([{ ErrorEquals: ["States.ALL"] }], ["A", "B", "C"]);
    expect(end).toEqual({ status: "SUCCEEDED", output: 4 });
    expect(seconds).toBe(7);
  });

  test("within the longest delay, with jitter", async () => {
    const retrier = { ErrorEquals: ["A"], IntervalSeconds: 10, BackoffRate: 10, MaxDelaySeconds: 20 };
    expect((await retried([retrier], ["A", "A"])).seconds).toBe(30);
    expect((await retried([{ ...retrier, JitterStrategy: "FULL" }], ["A", "A"])).seconds).toBe(15);
  });

  test("are counted by retrier", async () => {
    const retriers = [
      { ErrorEquals: ["A"], MaxAttempts: 1 },
      { ErrorEquals: ["States.TaskFailed"], MaxAttempts: 1 },
    ];
    expect((await retried(retriers, ["A", "B"])).end.status).toBe("SUCCEEDED");
    expect((await retried(retriers, ["A", "B", "A"])).end).toEqual({ status: "FAILED", error: "A", cause: "A came" });
    expect((await retried([{ ErrorEquals: ["States.ALL"], MaxAttempts: 0 }], ["A"])).end.status).toBe("FAILED");
  });

  test("a catcher gets what they leave", async () => {
    const { end } = await runInMemory(
      machine({
        T: {
          Type: "Task",
          Resource: ARN,
          Catch: [
            { ErrorEquals: ["B"], Next: "E" },
            { ErrorEquals: ["States.ALL"], ResultPath: "$.e", Assign: { "seen.$": "$.Error" }, Next: "E" },
          ],
          End: true,
        },
        E: { Type: "Pass", Parameters: { "in.$": "$", "seen.$": "$seen" }, End: true },
      }),
      { a: 1 },
      failing(["A"]),
    );
    expect(end).toMatchObject({ output: { in: { a: 1, e: { Error: "A", Cause: "A came" } }, seen: "A" } });
  });
});

test("a catcher that cannot be evaluated fails the execution", async () => {
  const { end } = await runInMemory(
    machine(
      {
        T: {
          Type: "Task",
          Resource: ARN,
          Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $nothing %}", Next: "E" }],
          End: true,
        },
        E: { Type: "Succeed" },
      },
      { QueryLanguage: "JSONata" },
    ),
    {},
    () => {
      throw new StatesError("A");
    },
  );
  expect(end).toMatchObject({
    status: "FAILED",
    error: "States.QueryEvaluationError",
    cause: expect.stringContaining(
      "The JSONata expression '$nothing' specified for the field 'Output' returned nothing",
    ),
  });
});

describe("time", () => {
  test.each<[object, number]>([
    [{ Seconds: 90 }, 90],
    [{ SecondsPath: "$.n" }, 30],
    [{ Timestamp: "2026-11-21T01:00:00Z" }, 3600],
    [{ TimestampPath: "$.t" }, 60],
  ])("a wait of %o", async (fields, seconds) => {
    const run = await runInMemory(machine({ W: { Type: "Wait", ...fields, End: true } }), {
      n: 30,
      t: "2026-11-21T00:01:00Z",
    });
    expect(run.seconds).toBe(seconds);
  });

  test("a task that takes too long", async () => {
    const { end, events } = await runInMemory(
      machine({ T: { Type: "Task", Resource: ARN, TimeoutSeconds: 5, End: true } }),
      {},
      () => new Promise(() => {}),
    );
    expect(end).toEqual({ status: "FAILED", error: "States.Timeout" });
    expect(events.map(({ type }) => type)).toContain("LambdaFunctionTimedOut");
  });

  test("the whole state machine", async () => {
    const { end, seconds } = await runInMemory(
      machine({ W: { Type: "Wait", Seconds: 100, End: true } }, { TimeoutSeconds: 10 }),
    );
    expect(end.status).toBe("TIMED_OUT");
    expect(seconds).toBe(10);
  });
});

describe("branches and iterations", () => {
  const item = (state: object) => ({ StartAt: "I", States: { I: { End: true, ...state } } });

  test("wait side by side; a failure ends the others", async () => {
    const wait = { StartAt: "W", States: { W: { Type: "Wait", Seconds: 50, End: true } } };
    const fail = {
      StartAt: "V",
      States: { V: { Type: "Wait", Seconds: 5, Next: "F" }, F: { Type: "Fail", Error: "E" } },
    };
    const both = await runInMemory(machine({ P: { Type: "Parallel", Branches: [wait, wait], End: true } }), { a: 1 });
    expect(both).toMatchObject({ seconds: 50, end: { output: [{ a: 1 }, { a: 1 }] } });
    const failed = await runInMemory(machine({ P: { Type: "Parallel", Branches: [wait, fail], End: true } }));
    expect(failed).toMatchObject({ seconds: 5, end: { status: "FAILED", error: "E" } });
    expect(failed.events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["WaitStateAborted", "ParallelStateFailed"]),
    );
  });

  test("a map over items, with a selector and as many at a time as it says", async () => {
    let running = 0;
    let most = 0;
    const { end } = await runInMemory(
      machine({
        M: {
          Type: "Map",
          ItemsPath: "$.items",
          ItemSelector: { "i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value", "all.$": "$.all" },
          MaxConcurrency: 2,
          ItemProcessor: item({ Type: "Task", Resource: ARN }),
          End: true,
        },
      }),
      { items: ["a", "b", "c", "d"], all: 1 },
      async ({ parameters }) => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
        return parameters;
      },
    );
    expect(end).toMatchObject({ output: ["a", "b", "c", "d"].map((v, i) => ({ i, v, all: 1 })) });
    expect(most).toBe(2);
  });

  test("an empty map", async () => {
    const { end } = await runInMemory(
      machine({ M: { Type: "Map", ItemProcessor: item({ Type: "Pass" }), End: true } }),
      [],
    );
    expect(end).toEqual({ status: "SUCCEEDED", output: [] });
  });
});

test("an endless loop ends at the limit of its history", { timeout: 20_000 }, async () => {
  const { end, events } = await runInMemory(machine({ L: { Type: "Pass", Next: "L" } }));
  expect(end).toMatchObject({
    status: "FAILED",
    cause: "The execution reached the maximum number of history events (25000).",
  });
  expect(events.length).toBe(25_000);
});
