import { expect, test } from "vitest";
import { describeError, escapeRegExp, patternOf, readRecordedErrors } from "./recorded-errors.ts";

/** A request, after the calls that it needs, which AWS answers with an error. */
type Request = () => Promise<unknown>;

interface ErrorCases {
  /** By recorded error: "Code: message", where … stands for any text. */
  raised: Record<string, Request>;
  /** Errors that our operations could raise, and do not in AWS's words: their request and the reason. */
  different?: Record<string, { request: Request; because: string }>;
  /** By reason: recorded errors of what is not emulated. A name may stand for several. */
  beyond: Record<string, string[]>;
}

declare module "vitest" {
  interface TaskMeta {
    /** Of the test that counts: how many distinct errors are recorded, how many of those our operations can raise. */
    recordedErrors?: { service: string; all: number; raisable: number };
    /** Of a test that makes a request for a recorded error: whether the answer is to equal AWS's. */
    recordedError?: "equal" | "different";
  }
}

/** `name` with … matches several recorded errors; without, one. White space is not held against a name. */
function find(recorded: string[], name: string): string[] {
  const text = name.split("…").map(escapeRegExp).join("[^]*");
  const pattern = new RegExp(`^${text.replaceAll(/\s+/g, String.raw`\s+`)}$`);
  return recorded.filter((error) => pattern.test(error));
}

async function answerTo(request: Request): Promise<string> {
  try {
    await request();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Query and REST-XML errors keep the code of the answer beside the name of the SDK's class. A missing message is filled in.
    const { Code: code = error.name } = error as { Code?: string };
    const message = error.message === "UnknownError" || error.message === error.name ? "" : error.message;
    return describeError({ code, message });
  }
  return "no error";
}

/** Holds the sandbox against the errors in the recordings of `service`. Each recorded error must be in one of the lists. */
export function compareErrors(service: string, { raised, different = {}, beyond }: ErrorCases): void {
  const recorded = readRecordedErrors(service);
  const requests = [...Object.keys(raised), ...Object.keys(different)];
  const listed = [...requests, ...Object.values(beyond).flat()];

  test("every recorded error is listed once", ({ task }) => {
    const out = new Set(Object.values(beyond).flatMap((names) => names.flatMap((name) => find(recorded, name))));
    task.meta.recordedErrors = { service, all: recorded.length, raisable: recorded.length - out.size };

    const found = listed.map((name) => ({ name, errors: find(recorded, name) }));
    expect(found.filter(({ errors }) => errors.length === 0).map(({ name }) => name)).toEqual([]);
    const times = Map.groupBy(
      found.flatMap(({ errors }) => errors),
      (error) => error,
    );
    expect([...times.values()].filter((same) => same.length > 1).map(([error]) => error)).toEqual([]);
    expect(recorded.filter((error) => !times.has(error))).toEqual([]);
  });

  for (const [name, request] of Object.entries(raised))
    test(name, { timeout: 30_000 }, async ({ task }) => {
      task.meta.recordedError = "equal";
      await expectRecorded(recorded, name, request);
    });

  for (const [name, { request, because }] of Object.entries(different))
    test(`${name} (${because})`, { timeout: 30_000 }, async ({ task }) => {
      task.meta.recordedError = "different";
      const [error] = find(recorded, name);
      expect(await answerTo(request)).not.toMatch(patternOf(error!));
    });
}

async function expectRecorded(recorded: string[], name: string, request: Request): Promise<void> {
  const [error, ...others] = find(recorded, name);
  expect(others).toEqual([]);
  const answer = await answerTo(request);
  if (!patternOf(error!).test(answer)) expect(answer).toBe(error);
}
