import type { StackStatus } from "@aws-sdk/client-cloudformation";
import type { OperationContext } from "../../../core/service.ts";
import { setStackStatus, settled } from "../stack/events.ts";
import { exportConflict } from "../stack/exports.ts";
import type { Revision, Stack } from "../stack/stack.ts";
import { actingAs } from "./actor.ts";
import { createStack, removeCreated } from "./create-stack.ts";
import { deleteStack } from "./delete-stack.ts";
import { rollBack } from "./roll-back.ts";
import { newRun } from "./run.ts";
import { updateStack } from "./update-stack.ts";

/** An answer waits this long for the end of what it starts: the CDK Toolkit asks for the state at once and then every five seconds. */
const HELD_MILLISECONDS = 2500;

/** Starts the creation of a stack, or the update of one that exists. Answers when it has ended or takes long. */
export async function startDeployment(
  stack: Stack,
  revision: Revision,
  context: OperationContext,
  token?: string,
): Promise<void> {
  const actor = await actingAs(revision.roleArn, context);
  // After a failure that was kept, the way back leads to the state before it.
  const undo = stack.undo ?? {
    done: [],
    failedUpdates: new Set(),
    previous: stack.revision,
    resourcesBefore: [...stack.resources.keys()],
  };
  const isCreation = stack.status === "REVIEW_IN_PROGRESS";
  stack.token = token;
  stack.revision = revision;
  for (const changeSet of stack.changeSets)
    if (changeSet.executionStatus === "AVAILABLE") changeSet.executionStatus = "OBSOLETE";
  setStackStatus(stack, isCreation ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS", context.clock, "User Initiated");
  const run = newRun(stack, revision, actor, undo);
  await hold(stack, context, isCreation ? createStack(run) : updateStack(run));
}

/** Starts the deletion of a stack. */
export async function startDeletion(
  stack: Stack,
  roleArn: string | undefined,
  retained: string[],
  context: OperationContext,
  token?: string,
): Promise<void> {
  const actor = await actingAs(roleArn ?? stack.revision?.roleArn, context);
  stack.token = token;
  // The stack keeps its status, and the reason is all that tells: https://github.com/aws/aws-cdk/issues/604
  const conflict = exportConflict(stack, [], context);
  if (conflict !== undefined) return setStackStatus(stack, stack.status, context.clock, conflict);
  setStackStatus(stack, "DELETE_IN_PROGRESS", context.clock, "User Initiated");
  await hold(stack, context, deleteStack(stack, actor, retained));
}

/** Starts the way back of a stack whose failed update was kept, or whose rollback failed. */
export async function startRollback(
  stack: Stack,
  { roleArn, skipped = [], token }: { roleArn?: string | undefined; skipped?: string[]; token?: string | undefined },
  context: OperationContext,
): Promise<void> {
  const actor = await actingAs(roleArn ?? stack.revision?.roleArn, context);
  stack.token = token;
  if (stack.status === "CREATE_FAILED") {
    setStackStatus(stack, "ROLLBACK_IN_PROGRESS", context.clock, "User Initiated");
    await hold(stack, context, removeCreated(stack, actor));
  } else {
    setStackStatus(stack, "UPDATE_ROLLBACK_IN_PROGRESS", context.clock, "User Initiated");
    await hold(stack, context, rollBack(stack, stack.undo!, actor, skipped));
  }
}

/** A fault of our own must not leave a stack in progress for ever. */
const FAULTS: Record<string, StackStatus> = {
  CREATE: "ROLLBACK_FAILED",
  ROLLBACK: "ROLLBACK_FAILED",
  UPDATE: "UPDATE_ROLLBACK_FAILED",
  DELETE: "DELETE_FAILED",
};

async function hold(stack: Stack, context: OperationContext, work: Promise<void>): Promise<void> {
  const failure = FAULTS[stack.status.split("_")[0]!]!;
  const guarded = work.catch((error: unknown) => {
    setStackStatus(stack, failure, context.clock, `This is a fault of the sandbox: ${String(error)}`);
    throw error;
  });
  context.background(guarded);
  await context.waiting(settled(stack, HELD_MILLISECONDS));
}
