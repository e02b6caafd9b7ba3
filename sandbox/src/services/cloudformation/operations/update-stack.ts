import type { UpdateStackCommandInput, UpdateStackCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack, passRole } from "../access.ts";
import { plannedChanges } from "../change-set/changes.ts";
import { newRevision } from "../deployment/revision.ts";
import { startDeployment } from "../deployment/start.ts";
import { noUpdates, stackDoesNotExist, validationError } from "../errors.ts";
import { refuseOptions, rollbackDisabled } from "../refusals.ts";
import { policyText } from "../stack/stack-policy.ts";
import { checkStackName, findStack } from "../stack/stacks.ts";
import { templateText } from "../template/template-source.ts";
import { checkUpdatable } from "./create-change-set.ts";

export const updateStack = operation<UpdateStackCommandInput, UpdateStackCommandOutput>({
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
    "DisableRollback",
    "ClientRequestToken",
    "RetainExceptOnCreate",
    "DeploymentConfig",
    "DisableValidation",
    "StackPolicyBody",
    "StackPolicyURL",
    "StackPolicyDuringUpdateBody",
    "StackPolicyDuringUpdateURL",
  ],
  access: (input, context) => [...onStack("UpdateStack", input.StackName, context), ...passRole(input.RoleARN)],
  async run(input, context) {
    refuseOptions(input, "UpdateStack");
    checkStackName(input.StackName!);
    const stack = findStack(input.StackName!, context);
    if (!stack) throw stackDoesNotExist(input.StackName!);
    checkUpdatable(stack);
    const text = input.UsePreviousTemplate ? stack.revision?.templateBody : await templateText(input, context);
    if (text === undefined) throw validationError("Either Template URL or Template Body must be specified.");
    const revision = await newRevision(
      { ...input, templateBody: text, DisableRollback: rollbackDisabled(input), isDirect: true },
      stack,
      context,
    );
    const policy = await policyText(input.StackPolicyBody, input.StackPolicyURL, context);
    const policyDuringUpdate = await policyText(
      input.StackPolicyDuringUpdateBody,
      input.StackPolicyDuringUpdateURL,
      context,
    );
    const { any } = await plannedChanges(stack, revision, context);
    if (!any && stack.status !== "CREATE_FAILED" && stack.status !== "UPDATE_FAILED") throw noUpdates();
    if (policy !== undefined) stack.policy = policy;
    stack.updatedAt = context.clock.date();
    await startDeployment(stack, { ...revision, policyDuringUpdate }, context, input.ClientRequestToken);
    return { StackId: stack.id };
  },
});
