import { inspectors } from "./core/inspection.ts";
import { startSandbox } from "./index.ts";

/**
 * A sandbox as a process of its own: `node main.ts [port]`. Prints one line of JSON ({ endpoint, port, token }) when it is ready, or
 * { error } and exits with 1; after that a line { functionName, port } for each function that waits for a debugger. It lives as long as its standard input is open, so it ends with its parent, also when that is killed.
 */
const port = Number(process.argv[2] ?? 0);
try {
  const sandbox = await startSandbox({ port });
  const stop = (): void => {
    void sandbox.stop().finally(() => process.exit(0));
  };
  process.stdin.on("close", stop).on("error", stop).resume();
  // Ctrl-C reaches the whole process group; the parent decides when this ends.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", stop);
  process.stdout.write(`${JSON.stringify({ endpoint: sandbox.endpoint, port: sandbox.port, token: sandbox.token })}\n`);
  inspectors.subscribe((inspector) => process.stdout.write(`${JSON.stringify(inspector)}\n`));
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ error: (error as Error).message, code: (error as NodeJS.ErrnoException).code })}\n`,
  );
  process.exitCode = 1;
}
