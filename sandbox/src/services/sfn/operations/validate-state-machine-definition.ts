import type {
  ValidateStateMachineDefinitionCommandInput,
  ValidateStateMachineDefinitionCommandOutput,
} from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { validateDefinition } from "../asl/validation/validate.ts";

export const validateStateMachineDefinition = operation<
  ValidateStateMachineDefinitionCommandInput,
  ValidateStateMachineDefinitionCommandOutput
>({
  accepts: ["definition", "type", "severity", "maxResults"],
  access: () => [{ action: "states:ValidateStateMachineDefinition", resource: "*" }],
  run(input) {
    const { definition, type = "STANDARD", severity = "ERROR", maxResults } = input;
    const { findings } = validateDefinition(definition!, type);
    const wanted = findings.filter((finding) => severity === "WARNING" || finding.severity === "ERROR");
    const limit = maxResults || 100;
    return {
      result: findings.some((finding) => finding.severity === "ERROR") ? "FAIL" : "OK",
      diagnostics: wanted.slice(0, limit),
      truncated: wanted.length > limit,
    };
  },
});
