import { randomUUID } from "node:crypto";
import type { LoggingConfiguration, StateMachineType } from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import type { StateMachineDefinition } from "./asl/definition.ts";
import { resourceOf, unqualified } from "./arns.ts";
import { invalidArn, stateMachineDoesNotExist } from "./errors.ts";

/** What an update, or a version, has of its own. */
export interface Revision {
  /** As it was given. */
  text: string;
  definition: StateMachineDefinition;
  roleArn: string;
  logging: LoggingConfiguration;
  tracing: boolean;
  /** Undefined until the first update. */
  revisionId: string | undefined;
}

export interface Version extends Revision {
  number: number;
  arn: string;
  description: string | undefined;
  createdAt: number;
}

export interface Alias {
  name: string;
  arn: string;
  description: string | undefined;
  routes: { versionArn: string; weight: number }[];
  createdAt: number;
  updatedAt: number;
}

export interface StateMachine {
  name: string;
  arn: string;
  type: StateMachineType;
  createdAt: number;
  updatedAt: number;
  current: Revision;
  versions: Map<number, Version>;
  lastVersion: number;
  aliases: Map<string, Alias>;
  tags: Map<string, string>;
}

/** By ARN. */
export const stateMachines = defineStore("regional", () => new Map<string, StateMachine>());

export const newRevisionId = (): string => randomUUID();

export function findStateMachine(arn: string, context: OperationContext): StateMachine | undefined {
  return context.state(stateMachines).get(unqualified(arn));
}

/** What an ARN names: a state machine, or one of its versions or aliases. */
export interface Reference {
  machine: StateMachine;
  /** What runs: that of the version, or of the version that the alias chooses. */
  revision: Revision;
  version?: Version;
  alias?: Alias;
}

/** Throws InvalidArn or StateMachineDoesNotExist. `random` chooses among the versions of an alias. */
export function getReference(arn: string, context: OperationContext, random = Math.random()): Reference {
  const [kind, , qualifier] = resourceOf(arn);
  if (kind !== "stateMachine") throw invalidArn(`Resource type not valid in this context: ${kind}`);
  const machine = findStateMachine(arn, context);
  if (!machine) throw stateMachineDoesNotExist(arn);
  if (qualifier === undefined) return { machine, revision: machine.current };
  const version = machine.versions.get(Number(qualifier));
  if (version) return { machine, revision: version, version };
  const alias = machine.aliases.get(qualifier);
  if (!alias) throw stateMachineDoesNotExist(arn);
  return { machine, ...chosenVersion(machine, alias, random), alias };
}

function chosenVersion(machine: StateMachine, { routes }: Alias, random: number) {
  let left = random * 100;
  const route = routes.find(({ weight }) => (left -= weight) < 0) ?? routes[0]!;
  const version = machine.versions.get(Number(route.versionArn.split(":").pop()))!;
  return { revision: version, version };
}
