import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Reaper } from "@course/sandbox/reaper";
import { UserError } from "../errors.ts";
import { root } from "../paths.ts";
import { childEnvironment, type Target } from "../target/target.ts";

const TIMEOUT_MS = 120_000;
const TAIL_LINES = 25;

/**
 * Runs the app of `appDir` (the command in its cdk.json) in a process of its own and leaves the cloud assembly in `outdir`.
 * An app that throws, does not compile or does not end is a UserError that carries the last lines it printed.
 */
export async function synthesize(
  appDir: string,
  outdir: string,
  target: Pick<Target, "synthEnvironment" | "account" | "region">,
  timeoutMs = TIMEOUT_MS,
): Promise<void> {
  const { app, context } = readCdkJson(appDir);
  const environment = childEnvironment(target.synthEnvironment);
  const child = spawn(app, {
    cwd: appDir,
    shell: true,
    // A group of its own, so that an app that does not end is ended with everything it started.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...environment,
      PATH: `${join(root, "node_modules", ".bin")}${process.platform === "win32" ? ";" : ":"}${environment["PATH"] ?? ""}`,
      CDK_OUTDIR: outdir,
      CDK_DEFAULT_ACCOUNT: target.account,
      CDK_DEFAULT_REGION: target.region,
      CDK_CONTEXT_JSON: JSON.stringify({
        ...context,
        // What the CDK CLI sets too: construct paths in the template, no version line.
        "aws:cdk:enable-path-metadata": true,
        "aws:cdk:version-reporting": false,
      }),
    },
  });
  const isGroup = process.platform !== "win32";
  const end = (): void => {
    if (child.pid === undefined || child.exitCode !== null) return;
    if (isGroup) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  };
  // Ends the app when slab ends, however it ends.
  process.once("exit", end);
  const reaper = new Reaper();
  if (isGroup && child.pid !== undefined) reaper.watch(-child.pid);

  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  clearTimeout(timer);
  process.off("exit", end);
  if (child.pid !== undefined) reaper.forget(-child.pid);
  reaper.stop();

  const tail = output.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  if (timedOut) throw new UserError("appNeverEnds", { app, seconds: timeoutMs / 1000, output: tail });
  if (code !== 0) throw new UserError("appFailed", { app, code: code ?? "signal", output: tail });
  if (!existsSync(join(outdir, "manifest.json"))) throw new UserError("appWithoutAssembly", { app });
}

function readCdkJson(appDir: string): { app: string; context: Record<string, unknown> } {
  const file = join(appDir, "cdk.json");
  let value: { app?: unknown; context?: Record<string, unknown> };
  try {
    value = JSON.parse(readFileSync(file, "utf8")) as typeof value;
  } catch (error) {
    throw new UserError("brokenFile", { file, problem: (error as Error).message });
  }
  if (typeof value.app !== "string") throw new UserError("brokenFile", { file, problem: `"app" is missing` });
  return { app: value.app, context: value.context ?? {} };
}
