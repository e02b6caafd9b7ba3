import type { GetTemplateCommandInput, GetTemplateCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { findChangeSet, stackNameOf } from "../change-set/find-change-set.ts";
import { changeSetDoesNotExist, stackWithIdDoesNotExist, validationError } from "../errors.ts";
import type { Revision } from "../stack/stack.ts";
import { findStack } from "../stack/stacks.ts";

/** The stages differ where loops (Fn::ForEach) were written out; the other functions of AWS::LanguageExtensions are worked out with the values. */
export const getTemplate = operation<GetTemplateCommandInput, GetTemplateCommandOutput>({
  accepts: ["StackName", "ChangeSetName", "TemplateStage"],
  access: (input, context) =>
    onStack("GetTemplate", stackNameOf({ ...input, ChangeSetName: input.ChangeSetName }, context), context),
  run(input, context) {
    return { TemplateBody: templateBody(), StagesAvailable: ["Original", "Processed"] };

    function staged({ templateBody: original, processedBody }: Revision): string {
      return input.TemplateStage === "Original" ? original : (processedBody ?? original);
    }

    function templateBody(): string {
      if (input.ChangeSetName !== undefined) {
        if (input.StackName === undefined && !input.ChangeSetName.startsWith("arn:"))
          throw validationError("StackName is a required parameter.");
        const { changeSet } = findChangeSet(
          { ChangeSetName: input.ChangeSetName, StackName: input.StackName },
          context,
        );
        if (!changeSet) throw changeSetDoesNotExist(input.ChangeSetName);
        return staged(changeSet.revision);
      }
      if (input.StackName === undefined)
        throw validationError("StackName is required if ChangeSetName is not specified.");
      const stack = findStack(input.StackName, context);
      if (!stack) throw stackWithIdDoesNotExist(input.StackName);
      return stack.revision ? staged(stack.revision) : "";
    }
  },
});
