import { FAULT } from "./core/fault.ts";
import { startSandbox, type RunningSandbox } from "./index.ts";

export interface TestSandbox extends RunningSandbox {
  /** Options of an SDK client that speaks to this sandbox as the administrator of `account` (default: the default account), in `region`. */
  client(options?: { account?: string; region?: string; credentials?: TestCredentials }): ClientOptions;
  /** POST to a control endpoint with the token. */
  control(path: string): Promise<Response>;
}

interface TestCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

interface ClientOptions {
  endpoint: string;
  region: string;
  credentials: TestCredentials;
  maxAttempts: number;
  forcePathStyle: boolean;
}

/** Faults of the sandbox that somebody would have to read on the console, since this file was loaded. */
const faults: unknown[] = [];
const print = console.error;
console.error = (...printed: unknown[]) => {
  if (String(printed[0]).startsWith(FAULT)) faults.push(printed[1]);
  print(...printed);
};

/** An in-process sandbox for a test file: start in beforeAll, `stop()` in afterAll, which rejects when the sandbox had a fault. */
export async function startTestSandbox(): Promise<TestSandbox> {
  const sandbox = await startSandbox();
  return {
    ...sandbox,
    stop: async () => {
      await sandbox.stop();
      if (faults.length) throw new AggregateError(faults.splice(0), "the sandbox had a fault: it is printed above");
    },
    client: ({ account, region = "us-east-1", credentials } = {}) => ({
      endpoint: sandbox.endpoint,
      region,
      credentials: credentials ?? { accessKeyId: account ?? "test", secretAccessKey: "test" },
      maxAttempts: 1,
      forcePathStyle: true,
    }),
    control: (path) =>
      fetch(`${sandbox.endpoint}/_sandbox/${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${sandbox.token}` },
      }),
  };
}

/** Repeats `assert` until it passes, at most `within` milliseconds; rejects with its last error. */
export async function eventually<T>(assert: () => Promise<T> | T, { within = 5000 } = {}): Promise<T> {
  const deadline = performance.now() + within;
  for (;;) {
    try {
      return await assert();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
