import { randomUUID } from "node:crypto";
import type { CreateChangeSetCommandInput, CreateChangeSetCommandOutput } from "@aws-sdk/client-cloudformation";
import { formatArn } from "../../../core/arn.ts";
import { NotEmulated } from "../../../core/errors.ts";
import { operation, type OperationContext } from "../../../core/service.ts";
import { onStack, passRole } from "../access.ts";
import { findPending } from "../change-set/find-change-set.ts";
import { plannedChanges } from "../change-set/changes.ts";
import { actingAs } from "../deployment/actor.ts";
import { newRevision } from "../deployment/revision.ts";
import {
  changeSetAlreadyExists,
  NO_CHANGES,
  stackCannotBeUpdated,
  stackDoesNotExist,
  stackExistsForChangeSet,
  validationError,
} from "../errors.ts";
import { refuseOptions, rollbackDisabled } from "../refusals.ts";
import { setStackStatus } from "../stack/events.ts";
import type { Stack } from "../stack/stack.ts";
import { checkStackName, findStack, newStack, stacksOf } from "../stack/stacks.ts";
import { templateText } from "../template/template-source.ts";

export const createChangeSet = operation<CreateChangeSetCommandInput, CreateChangeSetCommandOutput>({
  accepts: [
    "StackName",
    "TemplateBody",
    "TemplateURL",
    "UsePreviousTemplate",
    "Parameters",
    "Capabilities",
    "RoleARN",
    "NotificationARNs",
    "Tags",
    "ChangeSetName",
    "ClientToken",
    "Description",
    "ChangeSetType",
    "IncludeNestedStacks",
    "ImportExistingResources",
    "DeploymentConfig",
  ],
  access: (input, context) => [...onStack("CreateChangeSet", input.StackName, context), ...passRole(input.RoleARN)],
  async run(input, context) {
    refuseOptions(input, "CreateChangeSet");
    const name = input.ChangeSetName!;
    const type = input.ChangeSetType ?? "UPDATE";
    if (type === "IMPORT") throw new NotEmulated("change sets of the type IMPORT");
    const { stack, isNew } = target(input.StackName!, name, type, context);
    try {
      if (findPending(stack, name)) throw changeSetAlreadyExists(name, stack.id);
      const text = input.UsePreviousTemplate ? stack.revision?.templateBody : await templateText(input, context);
      if (text === undefined) throw validationError("Either Template URL or Template Body must be specified.");
      await actingAs(input.RoleARN, context);
      const revision = await newRevision(
        { ...input, templateBody: text, DisableRollback: rollbackDisabled(input) },
        stack,
        context,
      );
      const { changes, any } = await plannedChanges(stack, revision, context);
      const id = formatArn({
        service: "cloudformation",
        region: context.region,
        account: context.account,
        resource: `changeSet/${name}/${randomUUID()}`,
      });
      stack.changeSets.push({
        id,
        name,
        description: input.Description,
        type,
        createdAt: context.clock.date(),
        status: any ? "CREATE_COMPLETE" : "FAILED",
        statusReason: any ? undefined : NO_CHANGES,
        executionStatus: any ? "AVAILABLE" : "UNAVAILABLE",
        revision,
        changes,
        includeNestedStacks: input.IncludeNestedStacks ?? false,
      });
      if (isNew) setStackStatus(stack, "REVIEW_IN_PROGRESS", context.clock, "User Initiated");
      return { Id: id, StackId: stack.id };
    } catch (error) {
      if (isNew) stacksOf(context).delete(stack.id);
      throw error;
    }
  },
});

/** The stack a change set is for; one of the type CREATE makes it where it does not exist. */
function target(
  nameOrId: string,
  changeSetName: string,
  type: "CREATE" | "UPDATE",
  context: OperationContext,
): { stack: Stack; isNew: boolean } {
  checkStackName(nameOrId);
  const existing = findStack(nameOrId, context);
  if (type === "CREATE") {
    if (!existing) return { stack: newStack(nameOrId, context), isNew: true };
    if (existing.status !== "REVIEW_IN_PROGRESS") throw stackExistsForChangeSet(nameOrId, changeSetName);
    return { stack: existing, isNew: false };
  }
  if (!existing) throw stackDoesNotExist(nameOrId);
  checkUpdatable(existing);
  return { stack: existing, isNew: false };
}

const FINAL_FAILURES = [
  "ROLLBACK_COMPLETE",
  "ROLLBACK_FAILED",
  "DELETE_COMPLETE",
  "DELETE_FAILED",
  "UPDATE_ROLLBACK_FAILED",
];

/** Only a stack that rests in a usable state takes an update. */
export function checkUpdatable(stack: Stack): void {
  if (stack.status.endsWith("_IN_PROGRESS") || FINAL_FAILURES.includes(stack.status))
    throw stackCannotBeUpdated(stack.id, stack.status);
}
