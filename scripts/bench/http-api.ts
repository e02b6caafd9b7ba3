import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { firstLab } from "../../course.config.ts";
import { synthesize } from "../../grader/src/deploy/synth.ts";
import { StackDeployment } from "../../grader/src/deploy/toolkit.ts";
import { readManifest } from "../../grader/src/lab/manifest.ts";
import { solutionDir } from "../../grader/src/paths.ts";
import type { OpenTarget, Target } from "../../grader/src/target/target.ts";
import { repeat } from "./measure.ts";
import type { Report } from "./report.ts";

const CLIENTS = 16;
const REQUESTS_EACH = 40;

/** The first lab's API, its function and its table, asked by one client and by many. */
export async function httpFigures(report: Report, target: Target, opened: OpenTarget): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-synth-"));
  await synthesize(solutionDir(firstLab), folder, target);
  const { stack: stackName } = readManifest(firstLab);
  const deployment = new StackDeployment({ outdir: folder, stackName, target: opened, onEvent: () => {} });
  const { outputs } = await deployment.deploy(firstLab);
  rmSync(folder, { recursive: true, force: true });

  const url = `${outputs["ApiUrl"]!.replace(/\/$/, "")}/notebooks/bench/notes`;
  const created = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ title: "bench", text: "x".repeat(200) }),
  });
  if (created.status !== 201) throw new Error(`the API answered ${created.status}: ${await created.text()}`);
  const { id } = (await created.json()) as { id: string };
  const get = async (): Promise<number> => {
    const startedAt = performance.now();
    const response = await fetch(`${url}/${id}`);
    await response.text();
    if (response.status !== 200) throw new Error(`the API answered ${response.status}`);
    return performance.now() - startedAt;
  };
  await repeat(30, get);
  report("http-api-lambda-dynamodb-p50", await repeat(300, get), "ms", { most: 10 });

  await Promise.all(Array.from({ length: CLIENTS }, () => repeat(5, get)));
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: CLIENTS }, () => repeat(REQUESTS_EACH, get)));
  const seconds = (performance.now() - startedAt) / 1000;
  report("http-api-throughput-16-clients", [(CLIENTS * REQUESTS_EACH) / seconds], "req/s");
}
