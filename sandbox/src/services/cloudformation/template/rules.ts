import { templateFormatError, validationError } from "../errors.ts";
import { isMap, type Template } from "./template.ts";

/** The Rules block: every assertion must hold where its rule applies. */
export function checkRules(template: Template, expression: (value: unknown) => boolean): void {
  for (const rule of Object.values(template.Rules ?? {})) {
    if (!isMap(rule) || !Array.isArray(rule.Assertions) || !rule.Assertions.every(isMap))
      throw templateFormatError("Every Rules member must contain a list of Assertions.");
    if (rule.RuleCondition !== undefined && !expression(rule.RuleCondition)) continue;
    for (const { Assert, AssertDescription } of rule.Assertions)
      if (!expression(Assert))
        throw validationError(`Template constraint validation failed: ${AssertDescription ?? JSON.stringify(Assert)}`);
  }
}
