import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSandbox, stopSandbox } from "../../grader/src/target/sandbox.ts";
import { repeat } from "./measure.ts";
import type { Report } from "./report.ts";

/** Spawn to the first healthy answer, and the memory of a sandbox that nobody has asked anything yet. */
export async function sandboxStart(report: Report): Promise<void> {
  const cold = mkdtempSync(join(tmpdir(), "bench-cache-"));
  process.env["NODE_COMPILE_CACHE"] = cold;
  report("sandbox-first-start", [await timeStart()], "ms");
  rmSync(cold, { recursive: true, force: true });
  delete process.env["NODE_COMPILE_CACHE"];
  await timeStart();
  report("sandbox-start", await repeat(11, timeStart), "ms", { most: 250 });

  const sandbox = await spawnSandbox();
  await healthy(sandbox.endpoint);
  report("sandbox-idle-rss", [residentMegabytes(sandbox.process.pid!)], "MB", { most: 110 });
  await stopSandbox(sandbox);
}

async function timeStart(): Promise<number> {
  const startedAt = performance.now();
  const sandbox = await spawnSandbox();
  await healthy(sandbox.endpoint);
  const elapsed = performance.now() - startedAt;
  await stopSandbox(sandbox);
  return elapsed;
}

async function healthy(endpoint: string): Promise<void> {
  const response = await fetch(`${endpoint}/_sandbox/health`);
  if (!response.ok) throw new Error(`health answered ${response.status}`);
  await response.text();
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}
