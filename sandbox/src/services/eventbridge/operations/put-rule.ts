import type { PutRuleCommandInput, PutRuleCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onRule, passRole } from "../access.ts";
import { DEFAULT_BUS, getBus } from "../bus.ts";
import { invalidParameter, limitExceeded, validation } from "../errors.ts";
import { MAX_RULES } from "../limits.ts";
import { checkName } from "../names.ts";
import { readPattern, ruleArn, tagsOf, type Rule } from "../rule.ts";
import { arm, disarm } from "../schedule-timer.ts";
import { parseSchedule } from "../../../schedule-expression/schedule-expression.ts";

export const putRule = operation<PutRuleCommandInput, PutRuleCommandOutput>({
  accepts: ["Name", "EventBusName", "EventPattern", "ScheduleExpression", "State", "Description", "RoleArn", "Tags"],
  access: (input, context) => [
    onRule("PutRule", { rule: input.Name, bus: input.EventBusName }, context),
    ...passRole(input.RoleArn),
  ],
  run(input, context) {
    const name = input.Name!;
    checkName(name);
    const bus = getBus(input.EventBusName, context);
    if (!input.EventPattern && !input.ScheduleExpression)
      throw validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
    if (input.ScheduleExpression) {
      if (bus.name !== DEFAULT_BUS) throw validation("ScheduleExpression is supported only on the default event bus.");
      const schedule = parseSchedule(input.ScheduleExpression);
      if (!schedule || schedule.kind === "at") throw invalidParameter("ScheduleExpression");
    }
    const old = bus.rules.get(name);
    if (!old && bus.rules.size >= MAX_RULES) throw limitExceeded();
    if (old && input.Tags?.length) throw validation("Tags can only be set when a rule is created.");
    const rule: Rule = {
      name,
      bus,
      arn: ruleArn(bus, name),
      description: input.Description,
      roleArn: input.RoleArn,
      state: input.State ?? "ENABLED",
      pattern: input.EventPattern ? readPattern(input.EventPattern) : undefined,
      schedule: input.ScheduleExpression ? { text: input.ScheduleExpression, timer: undefined } : undefined,
      createdBy: old?.createdBy ?? context.account,
      tags: old?.tags ?? tagsOf(input.Tags),
      targets: old?.targets ?? new Map(),
    };
    if (old) disarm(old);
    bus.rules.set(name, rule);
    arm(rule, context);
    return { RuleArn: rule.arn };
  },
});
