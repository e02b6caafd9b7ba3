import type { RemoveTargetsCommandInput, RemoveTargetsCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onRule } from "../access.ts";
import { getRule } from "../rule.ts";

export const removeTargets = operation<RemoveTargetsCommandInput, RemoveTargetsCommandOutput>({
  accepts: ["Rule", "EventBusName", "Ids", "Force"],
  access: (input, context) => [onRule("RemoveTargets", { rule: input.Rule, bus: input.EventBusName }, context)],
  run(input, context) {
    const rule = getRule(input.Rule!, input.EventBusName, context);
    const missing = input.Ids!.filter((id) => !rule.targets.delete(id));
    return {
      FailedEntryCount: missing.length,
      FailedEntries: missing.map((TargetId) => ({
        TargetId,
        ErrorCode: "ResourceNotFoundException",
        ErrorMessage: `Rule ${rule.name} does not have a target with the Id ${TargetId}.`,
      })),
    };
  },
});
