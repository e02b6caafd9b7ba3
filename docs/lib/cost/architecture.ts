/** What an architecture of the course uses in a month, line by line, in AWS's units. Lines have the ids of docs/facts/prices.json. */
import { gbKept, gbLogged, gbOut, gbSeconds, HOURS, readUnits, transitions, unitsOf, writeUnits } from "./meter.ts";

export const ARCHITECTURES = ["http-api", "rest-api", "functions", "container", "workflow"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** vCPU and GB of a Fargate task. */
export const SIZES = { small: [0.25, 0.5], medium: [0.5, 1], large: [1, 2], huge: [2, 4] } as const;
export type Size = keyof typeof SIZES;

export interface Plan {
  architecture: Architecture;
  /** A month: requests, runs or executions. */
  requests: number;
  /** Billed time of a run. */
  ms: number;
  megabytes: number;
  cpu: "arm64" | "x86";
  answerKB: number;
  logKB: number;
  logDays: number;
  /** Per cent of the requests that write an item; the others read one. */
  writes: number;
  itemKB: number;
  reads: "strong" | "eventual";
  tableGB: number;
  /** NAT gateways. */
  nat: number;
  steps: number;
  tasks: number;
  size: Size;
}

/** Sizes of units, from docs/facts. */
export interface Meters {
  httpApiKB: number;
  readKB: number;
  writeKB: number;
}

/** Which settings matter; the first ones are asked for first. */
const LAMBDA = ["ms", "megabytes", "cpu"] as const;
const TABLE = ["writes", "itemKB", "reads", "tableGB"] as const;
const LOGS = ["logKB", "logDays"] as const;
export const FIELDS: Readonly<Record<Architecture, readonly (keyof Plan)[]>> = {
  "http-api": ["requests", ...LAMBDA, "answerKB", ...LOGS, ...TABLE, "nat"],
  "rest-api": ["requests", ...LAMBDA, "answerKB", ...LOGS, ...TABLE, "nat"],
  functions: ["requests", ...LAMBDA, ...LOGS, "nat"],
  container: ["requests", "tasks", "size", "answerKB", ...LOGS, ...TABLE, "nat"],
  workflow: ["requests", ...LAMBDA, "steps", ...LOGS, "nat"],
};

export type Line =
  | "http-api-request"
  | "rest-api-request"
  | "state-transition"
  | "lambda-request"
  | "lambda-arm64"
  | "lambda-x86"
  | "fargate-vcpu"
  | "fargate-memory"
  | "load-balancer"
  | "dynamodb-read"
  | "dynamodb-write"
  | "dynamodb-storage"
  | "logs-written"
  | "logs-kept"
  | "data-out"
  | "nat-gateway";

/** Amounts by line, in the order of the bill; a line that counts nothing is left out. */
export function usageOf(plan: Plan, meters: Meters): [Line, number][] {
  const { architecture, requests } = plan;
  const runs = architecture === "workflow" ? requests * plan.steps : architecture === "container" ? 0 : requests;
  const logged = gbLogged(architecture === "container" ? requests : runs, plan.logKB);
  const hasApi = architecture === "http-api" || architecture === "rest-api";
  const hasTable = hasApi || architecture === "container";
  const writes = hasTable ? (requests * plan.writes) / 100 : 0;
  const [vcpu, gigabytes] = architecture === "container" ? SIZES[plan.size] : [0, 0];
  const lines: [Line, number][] = [
    ["http-api-request", architecture === "http-api" ? requests * unitsOf(plan.answerKB, meters.httpApiKB) : 0],
    ["rest-api-request", architecture === "rest-api" ? requests : 0],
    ["state-transition", architecture === "workflow" ? transitions(requests, plan.steps) : 0],
    ["lambda-request", runs],
    [plan.cpu === "x86" ? "lambda-x86" : "lambda-arm64", gbSeconds(runs, plan.ms, plan.megabytes)],
    ["fargate-vcpu", plan.tasks * vcpu * HOURS],
    ["fargate-memory", plan.tasks * gigabytes * HOURS],
    ["load-balancer", architecture === "container" ? HOURS : 0],
    ["dynamodb-read", hasTable ? readUnits(requests - writes, plan.itemKB, meters.readKB, plan.reads === "strong") : 0],
    ["dynamodb-write", writeUnits(writes, plan.itemKB, meters.writeKB)],
    ["dynamodb-storage", hasTable ? plan.tableGB : 0],
    ["logs-written", logged],
    ["logs-kept", gbKept(logged, plan.logDays)],
    ["data-out", hasApi || architecture === "container" ? gbOut(requests, plan.answerKB) : 0],
    ["nat-gateway", plan.nat * HOURS],
  ];
  return lines.filter(([, amount]) => amount > 0);
}
