import { randomUUID } from "node:crypto";
import type { ResourceStatus, StackStatus } from "@aws-sdk/client-cloudformation";
import type { Clock } from "../../../core/clock.ts";
import { pack } from "./pack.ts";
import { isInProgress, type Stack, type StackEvent, type StackResource } from "./stack.ts";

/** Moves the stack to a status and records it as an event. */
export function setStackStatus(stack: Stack, status: StackStatus, clock: Clock, reason?: string): void {
  stack.status = status;
  stack.statusReason = reason;
  const { id: physicalId, name: logicalId } = stack;
  add(
    stack,
    { logicalId, physicalId, type: "AWS::CloudFormation::Stack", status, reason, properties: undefined },
    clock,
  );
  if (status === "DELETE_COMPLETE") pack(stack);
}

/** Moves a resource to a status and records it as an event. */
export function setResourceStatus(
  stack: Stack,
  resource: StackResource,
  status: ResourceStatus,
  clock: Clock,
  reason?: string,
): void {
  resource.status = status;
  resource.statusReason = reason;
  resource.updatedAt = clock.date();
  const { logicalId, physicalId, type } = resource;
  const properties = resource.shownProperties ?? resource.properties;
  add(stack, { logicalId, physicalId, type, status, reason, properties }, clock);
}

function add(stack: Stack, event: Omit<StackEvent, "id" | "time" | "token">, clock: Clock): void {
  // Clients sort events by time: each is at least a millisecond after the one before.
  const time = new Date(Math.max(clock.now(), (stack.events.at(-1)?.time.getTime() ?? 0) + 1));
  const isStack = event.type === "AWS::CloudFormation::Stack";
  const id = isStack ? randomUUID() : `${event.logicalId}-${event.status}-${time.toISOString()}`;
  stack.events.push({ ...event, id, token: stack.token, time });
  for (const listener of stack.listeners) listener();
}

/**
 * Resolves when no operation on the stack is in progress, or `milliseconds` of real time later. Pollers ask every few seconds: an answer held
 * for a moment saves them one round.
 */
export async function settled(stack: Stack, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds).unref();
  });
  const listening = new AbortController();
  await Promise.race([ended(stack, listening.signal), late]);
  clearTimeout(timer);
  listening.abort();
}

/** Resolves when no operation on the stack is in progress, or when `signal` aborts. */
export async function ended(stack: Stack, signal?: AbortSignal): Promise<void> {
  if (!isInProgress(stack)) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      stack.listeners.delete(check);
      resolve();
    };
    const check = () => {
      if (!isInProgress(stack)) done();
    };
    stack.listeners.add(check);
    signal?.addEventListener("abort", done, { once: true });
  });
}
