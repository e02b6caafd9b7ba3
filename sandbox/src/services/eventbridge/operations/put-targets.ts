import type { PutTargetsCommandInput, PutTargetsCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onRule, passRole } from "../access.ts";
import { getRule } from "../rule.ts";
import { putTargets as put } from "../targets.ts";

export const putTargets = operation<PutTargetsCommandInput, PutTargetsCommandOutput>({
  accepts: ["Rule", "EventBusName", "Targets"],
  access: (input, context) => [
    {
      ...onRule("PutTargets", { rule: input.Rule, bus: input.EventBusName }, context),
      conditions: { "events:TargetArn": input.Targets!.map(({ Arn }) => Arn!) },
    },
    ...[...new Set(input.Targets!.map(({ RoleArn }) => RoleArn))].flatMap(passRole),
  ],
  run(input, context) {
    put(getRule(input.Rule!, input.EventBusName, context), input.Targets!);
    return { FailedEntryCount: 0, FailedEntries: [] };
  },
});
