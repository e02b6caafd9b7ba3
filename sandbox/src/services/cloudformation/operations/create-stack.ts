import type { CreateStackCommandInput, CreateStackCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack, passRole } from "../access.ts";
import { newRevision } from "../deployment/revision.ts";
import { startDeployment } from "../deployment/start.ts";
import { stackAlreadyExists, validationError } from "../errors.ts";
import { refuseOptions, rollbackDisabled } from "../refusals.ts";
import { policyText } from "../stack/stack-policy.ts";
import { checkStackName, findStack, newStack, stacksOf } from "../stack/stacks.ts";
import { templateText } from "../template/template-source.ts";

export const createStack = operation<CreateStackCommandInput, CreateStackCommandOutput>({
  accepts: [
    "StackName",
    "TemplateBody",
    "TemplateURL",
    "Parameters",
    "DisableRollback",
    "NotificationARNs",
    "Capabilities",
    "RoleARN",
    "OnFailure",
    "Tags",
    "ClientRequestToken",
    "EnableTerminationProtection",
    "RetainExceptOnCreate",
    "DeploymentConfig",
    "DisableValidation",
    "StackPolicyBody",
    "StackPolicyURL",
  ],
  access: (input, context) => [...onStack("CreateStack", input.StackName, context), ...passRole(input.RoleARN)],
  async run(input, context) {
    refuseOptions(input, "CreateStack");
    const name = input.StackName!;
    checkStackName(name);
    if (input.OnFailure !== undefined && input.DisableRollback !== undefined)
      throw validationError("You cannot specify both DisableRollback and OnFailure.");
    const existing = findStack(name, context);
    if (existing && existing.status !== "REVIEW_IN_PROGRESS") throw stackAlreadyExists(name);
    const text = await templateText(input, context);
    if (text === undefined) throw validationError("Either Template URL or Template Body must be specified.");
    const policy = await policyText(input.StackPolicyBody, input.StackPolicyURL, context);
    const stack = existing ?? newStack(name, context);
    try {
      const revision = await newRevision(
        { ...input, templateBody: text, DisableRollback: rollbackDisabled(input), isDirect: true },
        stack,
        context,
      );
      stack.policy = policy;
      stack.terminationProtection = input.EnableTerminationProtection ?? false;
      await startDeployment(stack, { ...revision, onFailure: input.OnFailure }, context, input.ClientRequestToken);
    } catch (error) {
      if (!existing) stacksOf(context).delete(stack.id);
      throw error;
    }
    return { StackId: stack.id };
  },
});
