/**
 * `npm run bench [-- --json]`: the figures of the project, measured in one run on this machine. Goals are for 2 cores.
 * Whole processes where a user waits for a process; medians, with minimum and maximum as the noise.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, DeleteFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { labs } from "../course.config.ts";
import { synthesize } from "../grader/src/deploy/synth.ts";
import { StackDeployment } from "../grader/src/deploy/toolkit.ts";
import { initLanguage } from "../grader/src/language.ts";
import { readManifest } from "../grader/src/lab/manifest.ts";
import { solutionDir } from "../grader/src/paths.ts";
import { startSandboxTarget, sandboxEnvironment, spawnSandbox, stopSandbox } from "../grader/src/target/sandbox.ts";
import { enter } from "../grader/src/target/target.ts";
import { siteFigures } from "./site-figures.ts";
import { createZip } from "../sandbox/src/services/lambda/zip.ts";

interface Figure {
  id: string;
  value: number;
  unit: string;
  /** What must be reached, "" where the figure is only reported. */
  goal: string;
  ok: boolean;
  noise: string;
}

const asJson = process.argv.includes("--json");
const figures: Figure[] = [];
const LAB = labs[0]!;
const slab = fileURLToPath(new URL("../grader/bin/slab.js", import.meta.url));
initLanguage("en");

function report(id: string, values: number[], unit: string, goal: { most?: number; least?: number } = {}): void {
  const sorted = [...values].sort((a, b) => a - b);
  const value = round(median(sorted));
  const figure = {
    id,
    value,
    unit,
    goal:
      goal.most !== undefined ? `<= ${goal.most} ${unit}` : goal.least !== undefined ? `>= ${goal.least} ${unit}` : "",
    ok: value <= (goal.most ?? Infinity) && value >= (goal.least ?? -Infinity),
    noise: sorted.length > 1 ? `${round(sorted[0]!)}..${round(sorted.at(-1)!)}, n=${sorted.length}` : "",
  };
  figures.push(figure);
  if (!asJson)
    console.log(
      [
        figure.id.padEnd(34),
        `${value} ${unit}`.padStart(12),
        figure.goal.padStart(12),
        figure.ok ? "ok  " : "MISS",
        figure.noise,
      ].join("  "),
    );
}

await sandboxStart();
await labRun();
await warmPaths();
await siteFigures(report);
if (asJson)
  console.log(
    JSON.stringify(
      figures.map(({ noise: _, ...figure }) => figure),
      null,
      2,
    ),
  );

/** Spawn to the first healthy answer, and the memory of a sandbox that nobody has asked anything yet. */
async function sandboxStart(): Promise<void> {
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

/** The whole command against a bare synthesis of the same app, by turns. */
async function labRun(): Promise<void> {
  const whole: number[] = [];
  const bare: number[] = [];
  const phases: { deploy: number; destroy: number }[] = [];
  const check = [slab, "--lang", "en", "check", LAB, "--solution", "--plain"];
  await command(check);
  for (let run = 0; run < 7; run++) {
    bare.push((await bareSynthesis()).seconds);
    const { seconds, output } = await command(check);
    whole.push(seconds);
    phases.push(readPhases(output));
  }
  report("check-whole", whole, "s");
  report("synth-bare", bare, "s");
  report(
    "check-minus-synth",
    whole.map((seconds, run) => seconds - bare[run]!),
    "s",
    { most: 2.5 },
  );
  report(
    "check-to-synth-ratio",
    whole.map((seconds, run) => seconds / bare[run]!),
    "x",
  );

  report(
    "deploy-after-synth",
    phases.map(({ deploy }) => deploy),
    "s",
    { most: 1.0 },
  );
  report(
    "destroy",
    phases.map(({ destroy }) => destroy),
    "s",
    { most: 0.3 },
  );
}

/** Seconds of two phases as slab itself prints them: "✔ Deploy [0.42 s]". */
function readPhases(output: string): { deploy: number; destroy: number } {
  const phase = (name: string): number => Number(new RegExp(`✔ ${name} \\[([\\d.]+) s\\]`).exec(output)![1]);
  return { deploy: phase("Deploy"), destroy: phase("Destroy") };
}

async function bareSynthesis(): Promise<{ seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-bare-"));
  try {
    return await command(["app.ts"], { cwd: solutionDir(LAB), env: { ...process.env, CDK_OUTDIR: folder } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A Node process from spawn to its end, and what it printed; a process that fails ends the benchmark. */
async function command(
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

async function warmPaths(): Promise<void> {
  const target = startSandboxTarget();
  const opened = await target.open();
  enter(opened);
  await import("@course/sandbox/lock");
  await lambdaFigures(opened.sandbox!.endpoint);

  const manifest = readManifest(LAB);
  const folder = mkdtempSync(join(tmpdir(), "bench-synth-"));
  await synthesize(solutionDir(LAB), folder, target);
  const deployment = new StackDeployment({
    outdir: folder,
    stackName: manifest.stack,
    target: opened,
    onEvent: () => {},
  });
  const { outputs } = await deployment.deploy(LAB);
  await httpFigures(outputs["ApiUrl"]!);
  await target.close();
  rmSync(folder, { recursive: true, force: true });
}

async function lambdaFigures(endpoint: string): Promise<void> {
  const environment = sandboxEnvironment(endpoint);
  const options = {
    endpoint,
    region: environment["AWS_REGION"]!,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  const lambda = new LambdaClient(options);
  const { Role } = await new IAMClient(options).send(
    new CreateRoleCommand({
      RoleName: "bench",
      AssumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
      }),
    }),
  );
  const code = createZip({
    "index.mjs": `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nconst client = new DynamoDBClient({});\nexport const handler = async () => ({ ok: client !== undefined });\n`,
  });
  const invoke = async (name: string): Promise<number> => {
    const startedAt = performance.now();
    const { FunctionError } = await lambda.send(new InvokeCommand({ FunctionName: name, Payload: "{}" }));
    if (FunctionError) throw new Error(`the function failed: ${FunctionError}`);
    return performance.now() - startedAt;
  };
  const cold: number[] = [];
  let warm: number[] = [];
  for (let run = 0; run < 8; run++) {
    const name = `bench-${run}`;
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: Role!.Arn!,
        Runtime: "nodejs24.x",
        Handler: "index.handler",
        MemorySize: 256,
        Code: { ZipFile: code },
      }),
    );
    const first = await invoke(name);
    // The first run loads the sandbox's own parts and fills the compile cache.
    if (run > 0) cold.push(first);
    if (run === 7) warm = await repeat(300, () => invoke(name));
    await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
  }
  report("lambda-cold-with-sdk", cold, "ms", { most: 200 });
  report("lambda-warm-invoke-p50", warm, "ms", { most: 3 });
}

async function httpFigures(apiUrl: string): Promise<void> {
  const url = `${apiUrl.replace(/\/$/, "")}/notebooks/bench/notes`;
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

  const clients = 16;
  await Promise.all(Array.from({ length: clients }, () => repeat(5, get)));
  const startedAt = performance.now();
  const each = 40;
  await Promise.all(Array.from({ length: clients }, () => repeat(each, get)));
  report("http-api-throughput-16-clients", [(clients * each) / ((performance.now() - startedAt) / 1000)], "req/s");
}

async function repeat(times: number, measure: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run < times; run++) values.push(await measure());
  return values;
}

function median(sorted: number[]): number {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
}
