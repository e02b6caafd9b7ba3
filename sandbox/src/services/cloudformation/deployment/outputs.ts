import type { Output } from "../stack/stack.ts";
import { validationError } from "../errors.ts";
import { hasAttribute } from "../specification/specification.ts";
import { evaluate, type Scope } from "../template/evaluate.ts";
import { referencesIn } from "../template/references.ts";
import type { Template } from "../template/template.ts";

/** The outputs whose condition holds, worked out. */
export function outputsOf(template: Template, scope: Scope): Output[] {
  return Object.entries(template.Outputs ?? {})
    .filter(([, output]) => output.Condition === undefined || scope.condition(output.Condition))
    .map(([key, output]) => {
      const value = evaluate(output.Value, scope);
      if (typeof value === "object")
        throw validationError(
          `Template format error: The Value field of every Outputs member must evaluate to a String.`,
        );
      const exportName = output.Export && evaluate(output.Export.Name, scope);
      return {
        key,
        value: String(value),
        description: output.Description,
        exportName: exportName === undefined ? undefined : String(exportName),
      };
    });
}

/** An attribute that an output asks for and its type does not have; AWS finds it when the deployment starts. */
export function unknownOutputAttribute(template: Template): string | undefined {
  for (const [key, output] of Object.entries(template.Outputs ?? {}))
    for (const { name, attribute } of referencesIn(output.Value)) {
      const type = template.Resources[name]?.Type;
      if (type && attribute !== undefined && !hasAttribute(type, attribute))
        return `[Error] /Outputs/${key}/Value/Fn::GetAtt: Resource type ${type} does not support attribute {${attribute}}`;
    }
  return undefined;
}
