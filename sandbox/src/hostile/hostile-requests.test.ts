import { Agent } from "node:http";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { services } from "../services/index.ts";
import { createRandom } from "../wire/generate.ts";
import { exchange, faultOf } from "./exchange.ts";
import { Known } from "./known.ts";
import type { WireRequest } from "./mutations.ts";
import { Requests } from "./requests.ts";
import { startSandboxProcess, type SandboxProcess } from "./sandbox-process.ts";
import { world } from "./world/world.ts";

const SEED = Number(process.env["HOSTILE_SEED"] ?? 20261121);
const MUTATIONS = Number(process.env["HOSTILE_MUTATIONS"] ?? 10_000);
const LIMIT_MS = 15_000;
const TRIES = 5;

/** Those come last: what they take away, others name. */
const TAKES_AWAY = /^(Delete|Remove|Detach|Purge|Stop|Deregister|Untag|Disassociate|Abort)/;

/** Services whose things others name come first. */
const ids = [
  ...Object.keys(world).filter((id) => id in services),
  ...Object.keys(services).filter((id) => !(id in world)),
];

let sandbox: SandboxProcess;
const agent = new Agent({ keepAlive: true });
const requests = new Map<string, Requests>();
const known = new Map<string, Known>();
const operations = new Map<string, string[]>();
const counted = { sent: 0, operations: 0, accepted: new Set<string>() };

beforeAll(async () => {
  sandbox = await startSandboxProcess();
  for (const id of ids) {
    requests.set(id, new Requests((await import(`@aws-sdk/client-${id}`)) as Record<string, unknown>, sandbox));
    known.set(id, new Known());
    operations.set(id, Object.keys((await services[id]!.load()).operations));
    counted.operations += operations.get(id)!.length;
  }
});

afterAll(async () => {
  for (const client of requests.values()) client.destroy();
  agent.destroy();
  await sandbox.stop();
});

describe.each(ids)("the world of %s", (id) => {
  test("is made", async () => {
    for (const [operation, input] of world[id] ?? []) {
      const value = typeof input === "function" ? input(known.get(id)!) : input;
      const answer = await requests.get(id)!.send(operation, value);
      known.get(id)!.learn(operation, value);
      known.get(id)!.learn(operation, answer);
      counted.accepted.add(`${id} ${operation}`);
    }
  });
});

describe.each(ids)("%s", (id) => {
  test("answers broken requests as AWS does", () => breakAll(id, (operation) => !TAKES_AWAY.test(operation)));
});

describe.each(ids)("%s, in the end,", (id) => {
  test("answers broken requests to take things away", () => breakAll(id, (operation) => TAKES_AWAY.test(operation)));
});

test("most requests were valid before they were broken, and there were enough", () => {
  const share = counted.accepted.size / counted.operations;
  console.info(
    `${counted.sent} broken requests; ${counted.accepted.size} of ${counted.operations} operations accepted the whole one`,
  );
  expect(counted.sent).toBeGreaterThanOrEqual(MUTATIONS);
  expect(share).toBeGreaterThan(0.6);
});

async function breakAll(id: string, isDue: (operation: string) => boolean): Promise<void> {
  const faults: string[] = [];
  let sending: Promise<void> | undefined;
  const due = operations.get(id)!.filter((operation) => requests.get(id)!.isPlain(operation) && isDue(operation));
  for (const operation of due) {
    const value = await validValue(id, operation, faults);
    const rounds = Math.ceil((MUTATIONS / counted.operations) * 1.02);
    for (let round = 0; round < rounds; round++) {
      const broken = await requests.get(id)!.broken(operation, value, seedOf(`${id} ${operation} ${round}`));
      if (!broken) continue;
      counted.sent++;
      // One is on its way while the next is built.
      await sending;
      sending = sendBroken(broken, `${id} ${operation}, round ${round}`, faults);
    }
    await sending;
    if (!sandbox.isAlive()) throw new Error(`the sandbox died\n${faults.at(-1)}\n${sandbox.takeErrors().join("\n")}`);
  }
  // What it writes to standard error comes beside its answers.
  await setTimeout(50);
  faults.push(...sandbox.takeErrors());
  expect(faults, `to repeat: HOSTILE_SEED=${SEED} npx vitest run sandbox/src/hostile`).toEqual([]);
  expect((await fetch(`${sandbox.endpoint}/_sandbox/health`)).status).toBe(200);
}

/** An input that the operation accepts, if one is found; else the last that was tried. */
async function validValue(id: string, operation: string, faults: string[]): Promise<object> {
  const random = createRandom(seedOf(`${id} ${operation}`));
  let value: object = {};
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const [, made] = (attempt === 0 && world[id]?.find(([name]) => name === operation)) || [];
    value =
      (typeof made === "function" ? made(known.get(id)!) : made) ??
      requests.get(id)!.value(operation, known.get(id)!, random);
    if (made) return value;
    try {
      known.get(id)!.learn(operation, await requests.get(id)!.send(operation, value));
      counted.accepted.add(`${id} ${operation}`);
      return value;
    } catch (error) {
      const { $metadata, name, message } = error as Error & { $metadata?: { httpStatusCode?: number } };
      const status = $metadata?.httpStatusCode;
      if (status !== undefined && status >= 500 && status !== 501)
        faults.push(
          `${id} ${operation}: ${status} ${name}: ${message}\n${JSON.stringify(value)}\n${sandbox.takeErrors().join("\n")}`,
        );
    }
  }
  return value;
}

async function sendBroken(request: WireRequest, name: string, faults: string[]): Promise<void> {
  const tell = (fault: string) => faults.push(`${name}: ${fault}\n${describeRequest(request)}`);
  try {
    const answer = await exchange(sandbox.endpoint, agent, request, LIMIT_MS);
    const fault = faultOf(request, answer);
    if (fault) tell(`${answer.status}, ${fault}`);
  } catch (error) {
    tell(String(error));
  }
}

function describeRequest({ method, path, query, headers, body }: WireRequest): string {
  const text = body.toString();
  return `${method} ${path} ${JSON.stringify(query)} ${JSON.stringify(headers)}\n${text.slice(0, 1500)}${text.length > 1500 ? ` … (${text.length})` : ""}`;
}

function seedOf(name: string): number {
  let hash = SEED;
  for (const character of name) hash = (Math.imul(hash, 31) + character.codePointAt(0)!) | 0;
  return hash & 0x7fffffff;
}
