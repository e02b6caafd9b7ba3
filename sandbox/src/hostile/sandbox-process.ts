import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** A sandbox as a process of its own: it can be seen to die or to hang, and its memory is its own. */
export async function startSandboxProcess(execArgv: string[] = []) {
  const child = spawn(process.execPath, [...execArgv, MAIN], { stdio: ["pipe", "pipe", "pipe"] });
  const faults: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => faults.push(line));
  const lines = createInterface({ input: child.stdout });
  const [line] = (await new Promise((resolve, reject) => {
    lines.once("line", (first) => resolve([first]));
    child.once("exit", () => reject(new Error(`the sandbox did not start: ${faults.join("\n")}`)));
  })) as [string];
  const { endpoint, token } = JSON.parse(line) as { endpoint: string; token: string };
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    endpoint,
    token,
    pid: child.pid!,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    /** Takes what it has written to standard error since the last call. */
    takeErrors: () => faults.splice(0),
    /** Options of an SDK client. */
    client: ({ account = "test", region = "us-east-1" } = {}) => ({
      endpoint,
      region,
      credentials: { accessKeyId: account, secretAccessKey: "test" },
      maxAttempts: 1,
      forcePathStyle: true,
    }),
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
}

export type SandboxProcess = Awaited<ReturnType<typeof startSandboxProcess>>;
