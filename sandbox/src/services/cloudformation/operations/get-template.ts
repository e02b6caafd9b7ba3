import type { GetTemplateCommandInput, GetTemplateCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { findChangeSet, stackNameOf } from "../change-set/find-change-set.ts";
import { changeSetDoesNotExist, stackWithIdDoesNotExist, validationError } from "../errors.ts";
import { findStack } from "../stack/stacks.ts";

/** Both stages are the same text: the one transform that is emulated, AWS::LanguageExtensions, is applied when values are worked out. */
export const getTemplate = operation<GetTemplateCommandInput, GetTemplateCommandOutput>({
  accepts: ["StackName", "ChangeSetName", "TemplateStage"],
  access: (input, context) =>
    onStack("GetTemplate", stackNameOf({ ...input, ChangeSetName: input.ChangeSetName }, context), context),
  run(input, context) {
    return { TemplateBody: templateBody(), StagesAvailable: ["Original", "Processed"] };

    function templateBody(): string {
      if (input.ChangeSetName !== undefined) {
        const { changeSet } = findChangeSet(
          { ChangeSetName: input.ChangeSetName, StackName: input.StackName },
          context,
        );
        if (!changeSet) throw changeSetDoesNotExist(input.ChangeSetName);
        return changeSet.revision.templateBody;
      }
      if (input.StackName === undefined)
        throw validationError("StackName is required if ChangeSetName is not specified.");
      const stack = findStack(input.StackName, context);
      if (!stack) throw stackWithIdDoesNotExist(input.StackName);
      return stack.revision?.templateBody ?? "";
    }
  },
});
