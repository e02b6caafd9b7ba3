import { formatArn, parseArn } from "../../core/arn.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import type { Archive } from "./archive/archive.ts";
import { busNotFound, validation } from "./errors.ts";
import type { Rule } from "./rule.ts";

export const DEFAULT_BUS = "default";

export interface EventBus {
  name: string;
  arn: string;
  account: string;
  region: string;
  description: string | undefined;
  /** Statements of its policy, in order. */
  policy: Record<string, unknown>[];
  tags: Map<string, string>;
  rules: Map<string, Rule>;
  archives: Set<Archive>;
  /** Milliseconds; none for the bus that every account has. */
  createdAt: number | undefined;
  modifiedAt: number | undefined;
}

export const buses = defineStore("regional", (owner) => new Map([[DEFAULT_BUS, newBus(DEFAULT_BUS, owner)]]));

export function newBus(name: string, { account, region }: { account: string; region: string }): EventBus {
  const arn = formatArn({ service: "events", region, account, resource: `event-bus/${name}` });
  return {
    name,
    arn,
    account,
    region,
    description: undefined,
    policy: [],
    tags: new Map(),
    rules: new Map(),
    archives: new Set(),
    createdAt: undefined,
    modifiedAt: undefined,
  };
}

interface Place {
  name: string;
  account: string;
  region: string;
}

/** Reads a bus's name or ARN; without one it is the default bus of the request. */
export function placeOf(nameOrArn: string | undefined, context: OperationContext): Place {
  const here = { account: context.account, region: context.region };
  if (nameOrArn === undefined) return { name: DEFAULT_BUS, ...here };
  const arn = parseArn(nameOrArn);
  if (!arn) return { name: nameOrArn, ...here };
  const name = /^event-bus\/(.+)$/.exec(arn.resource)?.[1];
  if (arn.service !== "events" || !name) throw validation(`Event bus name ${nameOrArn} is not valid.`);
  return { name, account: arn.account, region: arn.region };
}

export function busArn({ name, account, region }: Place): string {
  return formatArn({ service: "events", region, account, resource: `event-bus/${name}` });
}

/** Where there is such a bus, wherever it is. */
export function findBus(nameOrArn: string | undefined, context: OperationContext): EventBus | undefined {
  const { name, account, region } = placeOf(nameOrArn, context);
  return context.allState.get(buses, account, region).get(name);
}

export function getBus(nameOrArn: string | undefined, context: OperationContext): EventBus {
  const bus = findBus(nameOrArn, context);
  if (!bus) throw busNotFound(placeOf(nameOrArn, context).name);
  return bus;
}

export function policyDocument(bus: EventBus | undefined): string | undefined {
  return bus?.policy.length ? JSON.stringify({ Version: "2012-10-17", Statement: bus.policy }) : undefined;
}
