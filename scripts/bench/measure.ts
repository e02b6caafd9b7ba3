import { spawn } from "node:child_process";
import { sandboxEnvironment } from "../../grader/src/target/sandbox.ts";

export async function repeat(times: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run < times; run++) values.push(await measure());
  return values;
}

/** Milliseconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** A Node process from spawn to its end, and what it printed; a process that fails ends the benchmark. */
export async function command(
  parameters: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<{ seconds: number; output: string }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, parameters, { stdio: ["ignore", "pipe", "pipe"], ...options });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`${parameters.join(" ")} ended with ${String(code)}: ${output}`);
  return { seconds: (performance.now() - startedAt) / 1000, output };
}

/** Options of an SDK client. */
export function clientOptions(endpoint: string) {
  return {
    endpoint,
    region: sandboxEnvironment(endpoint)["AWS_REGION"]!,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
  };
}
