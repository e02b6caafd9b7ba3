import { validationError } from "../errors.ts";
import type { Template } from "./template.ts";

/** The Rules block: every assertion must hold where its rule applies. */
export function checkRules(template: Template, expression: (value: unknown) => boolean): void {
  for (const rule of Object.values(template.Rules ?? {})) {
    if (rule.RuleCondition !== undefined && !expression(rule.RuleCondition)) continue;
    for (const { Assert, AssertDescription } of rule.Assertions)
      if (!expression(Assert))
        throw validationError(`Template constraint validation failed: ${AssertDescription ?? JSON.stringify(Assert)}`);
  }
}
