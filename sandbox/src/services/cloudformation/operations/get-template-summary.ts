import type { GetTemplateSummaryCommandInput, GetTemplateSummaryCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { stackWithIdDoesNotExist, validationError } from "../errors.ts";
import { findStack } from "../stack/stacks.ts";
import { readDeclaration } from "../template/read-template.ts";
import { parameterDeclarations, templateSummary } from "../template/summary.ts";
import { templateText } from "../template/template-source.ts";

export const getTemplateSummary = operation<GetTemplateSummaryCommandInput, GetTemplateSummaryCommandOutput>({
  accepts: ["TemplateBody", "TemplateURL", "StackName"],
  access: (input, context) => onStack("GetTemplateSummary", input.StackName, context),
  async run(input, context) {
    const stack = input.StackName === undefined ? undefined : findStack(input.StackName, context);
    if (input.StackName !== undefined && !stack) throw stackWithIdDoesNotExist(input.StackName);
    if (stack?.status === "REVIEW_IN_PROGRESS")
      throw validationError("GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.");
    const text = stack ? stack.revision!.templateBody : await templateText(input, context);
    if (text === undefined) throw validationError("Either Template URL or Template Body must be specified.");
    const template = await readDeclaration(text);
    const summary = templateSummary(template);
    return {
      ...summary,
      Parameters: parameterDeclarations(template),
      ResourceTypes: [...new Set(Object.values(template.Resources).map((resource) => resource.Type))],
      ...(template.Metadata === undefined ? {} : { Metadata: JSON.stringify(template.Metadata) }),
    };
  },
});
