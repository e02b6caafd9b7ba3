/**
 * `npm run record-traces [-- --check]`: plays each docs/traces/<name>/scenario.json against the lab's solution (or one of its mutants) in a sandbox of its own
 * and writes what happened, hop by hop, to trace.json. With --check nothing is written: exit 1 when the app no longer behaves as recorded (times aside).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hop } from "@course/sandbox";
import type { Recording, TraceStep } from "../docs/lib/trace.ts";
import { synthesize } from "../grader/src/deploy/synth.ts";
import { StackDeployment } from "../grader/src/deploy/toolkit.ts";
import { composeApp, removeComposed } from "../grader/src/lab/compose.ts";
import { readManifest } from "../grader/src/lab/manifest.ts";
import { readMutants } from "../grader/src/lab/patches.ts";
import { initLanguage } from "../grader/src/language.ts";
import { root, solutionDir } from "../grader/src/paths.ts";
import { startSandboxTarget } from "../grader/src/target/sandbox.ts";
import { enter } from "../grader/src/target/target.ts";

interface Request {
  id?: string;
  method: string;
  path: string;
  body?: unknown;
  ifMatch?: string;
}

interface Scenario {
  lab: string;
  mutant?: string;
  /** Sent first and not recorded. */
  before?: Request[];
  /** Sent at the same moment, not one after the other. */
  together?: boolean;
  requests: Request[];
}

const LANES: Recording["lanes"] = [
  { id: "client", kind: "client" },
  { id: "api", kind: "service" },
  { id: "function", kind: "function" },
  { id: "table", kind: "table" },
];
const folder = join(root, "docs/traces");
const isCheck = process.argv.includes("--check");

initLanguage("en");
const target = startSandboxTarget();
const opened = await target.open();
enter(opened);
await import("@course/sandbox/lock");

let changed = 0;
for (const name of readdirSync(folder)) {
  const scenario = JSON.parse(readFileSync(join(folder, name, "scenario.json"), "utf8")) as Scenario;
  const recording = await record(scenario);
  const file = join(folder, name, "trace.json");
  if (isCheck) {
    const kept = JSON.parse(readFileSync(file, "utf8")) as Recording;
    const same = JSON.stringify(withoutTimes(kept)) === JSON.stringify(withoutTimes(recording));
    if (!same) changed++;
    console.log(`${same ? "as recorded" : "CHANGED    "}  ${name}`);
  } else {
    writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
    console.log(`${name}: ${recording.steps.length} steps`);
  }
}
await target.close();
process.exit(changed ? 1 : 0);

/** Each scenario on a fresh deployment, so that its first request is a cold start. */
async function record(scenario: Scenario): Promise<Recording> {
  const mutant = scenario.mutant && readMutants(scenario.lab).find(({ name }) => name === scenario.mutant);
  if (scenario.mutant && !mutant) throw new Error(`${scenario.lab} has no mutant ${scenario.mutant}`);
  const appDir = mutant ? composeApp(scenario.lab, mutant) : solutionDir(scenario.lab);
  const outdir = mkdtempSync(join(tmpdir(), "record-trace-"));
  await synthesize(appDir, outdir, target);
  const stackName = readManifest(scenario.lab).stack;
  const deployment = new StackDeployment({ outdir, stackName, target: opened, onEvent: () => {} });
  const { outputs } = await deployment.deploy(scenario.lab);
  const url = outputs["ApiUrl"]!;
  for (const request of scenario.before ?? []) await send(url, request);

  const last = (await readHops(0)).at(-1)?.id ?? 0;
  const startedAt = Date.now();
  if (scenario.together) await Promise.all(scenario.requests.map((request) => send(url, request)));
  else for (const request of scenario.requests) await send(url, request);
  const hops = await readHops(last);
  await deployment.destroy();
  rmSync(outdir, { recursive: true, force: true });
  if (mutant) removeComposed(appDir);
  return { recordedAt: new Date(startedAt).toISOString().slice(0, 10), lanes: LANES, steps: stepsOf(scenario, hops) };
}

async function send(url: string, { method, path, body, ifMatch }: Request): Promise<void> {
  const response = await fetch(url + path, {
    method,
    headers: { "content-type": "application/json", ...(ifMatch ? { "if-match": ifMatch } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  await response.text();
}

async function readHops(after: number): Promise<Hop[]> {
  const { endpoint, token } = opened.sandbox!;
  const response = await fetch(`${endpoint}/_sandbox/events?follow=false&after=${after}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json!) as Hop);
}

/** Each hop becomes a call and a return between two lanes. Hops are written at their end. */
function stepsOf(scenario: Scenario, hops: Hop[]): TraceStep[] {
  const endOf = (hop: Hop): number => Date.parse(hop.time);
  const startOf = (hop: Hop): number => endOf(hop) - hop.durationMs;
  const apis = hops.filter((hop) => hop.service === "apigatewayv2").toSorted((a, b) => startOf(a) - startOf(b));
  const tables = hops.filter((hop) => hop.service === "dynamodb");
  if (apis.length !== scenario.requests.length)
    throw new Error(`${apis.length} requests reached the API, ${scenario.requests.length} were sent`);
  const first = startOf(apis[0]!);
  const steps: (TraceStep & { order: number })[] = [];
  for (const [index, api] of apis.entries()) {
    const request = scenario.requests[index]!.id!;
    const invoke = hops.find(
      (hop) => hop.service === "lambda" && hop.action === "Invoke" && hop.parent === api.requestId,
    );
    if (!invoke) throw new Error(`no function was invoked by ${api.action}`);
    const invocation = hops.find((hop) => hop.action === "invocation" && hop.requestId === invoke.requestId)!;
    const table = tables.filter((hop) => hop.parent === invoke.requestId);
    const [, status = ""] = /^(\d{3}) /.exec(api.detail ?? "") ?? [];
    const [, path = ""] = /^\d{3} (\S+ \S+?)(?::|$)/.exec(api.detail ?? "") ?? [];
    let count = 0;
    let before = 0;
    const add = (step: Omit<TraceStep, "id" | "request" | "at">, time: number): void => {
      count++;
      // Clocks of two processes differ by a millisecond: an effect never stands before its cause.
      before = Math.max(before, time);
      steps.push({
        id: `${request}-${count}`,
        request,
        ...step,
        at: Math.max(0, Math.round((before - first) * 10) / 10),
        order: before,
      });
    };
    const isFault = status.startsWith("5");
    add({ from: "client", to: "api", kind: "call", what: path }, startOf(api));
    add(
      {
        from: "api",
        to: "function",
        kind: "call",
        what: invocation.detail === "warm" ? "Invoke, warm" : "Invoke, cold",
      },
      startOf(invoke),
    );
    for (const hop of table) {
      const failed = hop.result !== "ok";
      add({ from: "function", to: "table", kind: "call", what: hop.action }, startOf(hop));
      add(
        {
          from: "table",
          to: "function",
          kind: "return",
          what: failed ? hop.result : "200",
          ...(failed ? { failed } : {}),
        },
        endOf(hop),
      );
    }
    add(
      {
        from: "function",
        to: "api",
        kind: "return",
        what: isFault ? "Unhandled" : status,
        ...(isFault ? { failed: true } : {}),
      },
      endOf(invoke),
    );
    add(
      { from: "api", to: "client", kind: "return", what: status, ...(/^[45]/.test(status) ? { failed: true } : {}) },
      endOf(api),
    );
  }
  return steps.toSorted((a, b) => a.order - b.order).map(({ order: _, ...step }) => step);
}

/** Which of two simultaneous requests wins is chance: compared are the steps of the requests, not their letters and times. */
function withoutTimes({ lanes, steps }: Recording): unknown {
  const byRequest = Map.groupBy(steps, ({ request }) => request);
  return {
    lanes,
    requests: [...byRequest.values()]
      .map((own) =>
        own.map(({ from, to, kind, what, failed }) => [from, to, kind, what, failed ?? false].join(" ")).join("; "),
      )
      .toSorted(),
  };
}
