import { randomUUID } from "node:crypto";
import { formatArn } from "../../../core/arn.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import { validationError } from "../errors.ts";
import type { Stack } from "./stack.ts";

/** All stacks of an account and Region, deleted ones too, oldest first, by id. */
const store = defineStore("regional", () => new Map<string, Stack>());

export function stacksOf(context: OperationContext): Map<string, Stack> {
  return context.state(store);
}

/** By name the one that exists; by id also a deleted one. */
export function findStack(nameOrId: string, context: OperationContext): Stack | undefined {
  const stacks = stacksOf(context);
  const byId = stacks.get(nameOrId);
  if (byId) return byId;
  const name = /^arn:[^:]*:cloudformation:[^:]*:[^:]*:stack\/([^/]+)\/?$/.exec(nameOrId)?.[1] ?? nameOrId;
  return [...stacks.values()].find((stack) => stack.name === name && stack.status !== "DELETE_COMPLETE");
}

export function newStack(name: string, context: OperationContext): Stack {
  const { account, region } = context;
  const stack: Stack = {
    id: formatArn({ service: "cloudformation", region, account, resource: `stack/${name}/${randomUUID()}` }),
    name,
    createdAt: context.clock.date(),
    updatedAt: undefined,
    deletedAt: undefined,
    status: "REVIEW_IN_PROGRESS",
    statusReason: undefined,
    terminationProtection: false,
    revision: undefined,
    changeSetId: undefined,
    changeSets: [],
    resources: new Map(),
    outputs: [],
    imports: new Set(),
    undo: undefined,
    policy: undefined,
    events: [],
    listeners: new Set(),
    token: undefined,
  };
  stacksOf(context).set(stack.id, stack);
  return stack;
}

/** For access requests: the ARN of an existing stack, or the pattern of one that is to be made. */
export function stackArn(nameOrId: string | undefined, context: OperationContext): string {
  if (nameOrId === undefined) return "*";
  const { account, region } = context;
  if (nameOrId.startsWith("arn:")) return nameOrId;
  return (
    findStack(nameOrId, context)?.id ??
    formatArn({ service: "cloudformation", region, account, resource: `stack/${nameOrId}/*` })
  );
}

const NAME = /^[a-zA-Z][-a-zA-Z0-9]*$/;

export function checkStackName(name: string): void {
  if (!NAME.test(name) && !/^arn:[-a-zA-Z0-9:/._+]*$/.test(name))
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*`,
    );
  if (name.length > 128 && !name.startsWith("arn:"))
    throw validationError(
      `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must have length less than or equal to 128`,
    );
}
