import type { ValidateTemplateCommandInput, ValidateTemplateCommandOutput } from "@aws-sdk/client-cloudformation";
import { operation } from "../../../core/service.ts";
import { onStack } from "../access.ts";
import { validationError } from "../errors.ts";
import { readDeclaration } from "../template/read-template.ts";
import { parameterDeclarations, templateSummary } from "../template/summary.ts";
import { templateText } from "../template/template-source.ts";

export const validateTemplate = operation<ValidateTemplateCommandInput, ValidateTemplateCommandOutput>({
  accepts: ["TemplateBody", "TemplateURL"],
  access: (_input, context) => onStack("ValidateTemplate", undefined, context),
  async run(input, context) {
    const text = await templateText(input, context);
    if (text === undefined) throw validationError("Either Template URL or Template Body must be specified.");
    const template = await readDeclaration(text);
    const summary = templateSummary(template);
    return {
      ...summary,
      Parameters: parameterDeclarations(template).map(
        ({ ParameterType: _type, ParameterConstraints: _constraints, ...rest }) => rest,
      ),
    };
  },
});
