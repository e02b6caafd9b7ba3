import { randomUUID } from "node:crypto";
import type { ListMessageMoveTasksResultEntry, StartMessageMoveTaskCommandInput } from "@aws-sdk/client-sqs";
import type { Timer } from "../../core/clock.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import * as errors from "./errors.ts";
import { MAX_MOVES_PER_SECOND } from "./limits.ts";
import type { Queue } from "./queue.ts";
import { queueByArn } from "./queues.ts";
import { sourcesOf } from "./sources.ts";

/** A redrive: the messages of a dead-letter queue on their way back, or to another queue. */
interface MoveTask {
  id: string;
  sourceArn: string;
  destinationArn: string | undefined;
  perSecond: number | undefined;
  startedAt: number;
  toMove: number;
  moved: number;
  status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
  failure: string | undefined;
  timer: Timer | undefined;
}

export const moveTasks = defineStore("regional", (): MoveTask[] => []);

export function findSource(arn: string, context: OperationContext): Queue {
  const source = queueByArn(arn, context);
  if (!source)
    throw errors.resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
  return source;
}

export function startMoveTask(input: StartMessageMoveTaskCommandInput, context: OperationContext): MoveTask {
  const { DestinationArn: destinationArn, MaxNumberOfMessagesPerSecond: perSecond } = input;
  const source = findSource(input.SourceArn!, context);
  if (!sourcesOf(source, context).length)
    throw errors.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
  if (destinationArn !== undefined && !queueByArn(destinationArn, context))
    throw errors.resourceNotFound("The resource that you specified for the DestinationArn parameter doesn't exist.");
  if (perSecond !== undefined && (perSecond < 1 || perSecond > MAX_MOVES_PER_SECOND))
    throw errors.invalidValue(
      perSecond,
      "MaxNumberOfMessagesPerSecond",
      `Must be an integer between 1 and ${MAX_MOVES_PER_SECOND}.`,
    );
  const tasks = context.state(moveTasks);
  if (tasks.some(({ sourceArn, status }) => sourceArn === source.arn && status === "RUNNING"))
    throw errors.invalidParameter(
      "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
    );
  const task: MoveTask = {
    id: randomUUID(),
    sourceArn: source.arn,
    destinationArn,
    perSecond,
    startedAt: context.clock.now(),
    toMove: source.counts.available,
    moved: 0,
    status: "RUNNING",
    failure: undefined,
    timer: undefined,
  };
  tasks.push(task);
  schedule(task, context);
  return task;
}

/** Without a limit all go at once, after the answer; with one, one after the other. */
function schedule(task: MoveTask, context: OperationContext): void {
  const { perSecond } = task;
  task.timer = context.clock.after(perSecond === undefined ? 0 : 1000 / perSecond, () => {
    while (task.status === "RUNNING") {
      moveOne(task, context);
      if (perSecond !== undefined) break;
    }
    if (task.status === "RUNNING") schedule(task, context);
  });
}

function moveOne(task: MoveTask, context: OperationContext): void {
  const source = queueByArn(task.sourceArn, context);
  const message = source?.peek();
  if (!source || !message || task.moved >= task.toMove) {
    task.status = "COMPLETED";
    return;
  }
  const destinationArn = task.destinationArn ?? message.deadLetterSource;
  const destination = destinationArn === undefined ? undefined : queueByArn(destinationArn, context);
  if (!destination) {
    task.status = "FAILED";
    task.failure =
      destinationArn === undefined ? "CouldNotDetermineMessageSource" : "AWS.SimpleQueueService.NonExistentQueue";
    return;
  }
  source.delete(message);
  // A redriven message is a new one, with an id and a time of its own.
  destination.send(message, message.senderId);
  if (++task.moved >= task.toMove) task.status = "COMPLETED";
}

export function describeMoveTask(task: MoveTask): ListMessageMoveTasksResultEntry {
  return {
    ...(task.status === "RUNNING" ? { TaskHandle: writeTaskHandle(task) } : {}),
    Status: task.status,
    SourceArn: task.sourceArn,
    DestinationArn: task.destinationArn,
    MaxNumberOfMessagesPerSecond: task.perSecond,
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    FailureReason: task.failure,
    StartedTimestamp: task.startedAt,
  };
}

export function cancelMoveTask(handle: string, context: OperationContext): number {
  const { taskId, sourceArn } = readTaskHandle(handle);
  findSource(sourceArn, context);
  const task = context.state(moveTasks).find(({ id }) => id === taskId);
  if (!task) throw errors.resourceNotFound("Task does not exist.");
  if (task.status !== "RUNNING") throw errors.invalidParameter("Only active tasks can be cancelled.");
  task.timer?.cancel();
  task.status = "CANCELLED";
  return task.moved;
}

export function writeTaskHandle({ id, sourceArn }: MoveTask): string {
  return Buffer.from(JSON.stringify({ taskId: id, sourceArn })).toString("base64");
}

export function readTaskHandle(handle: string): { taskId: string; sourceArn: string } {
  try {
    const { taskId, sourceArn } = JSON.parse(Buffer.from(handle, "base64").toString()) as Record<string, unknown>;
    if (typeof taskId === "string" && typeof sourceArn === "string") return { taskId, sourceArn };
  } catch {
    // No handle of ours.
  }
  throw errors.invalidParameter("Value for parameter TaskHandle is invalid.");
}
