import type { PutEventsCommandInput, PutEventsCommandOutput, Target } from "@aws-sdk/client-eventbridge";
import { parseArn } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import { servicePrincipal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { deliver as start } from "../../delivery/deliver.ts";
import { errorCodeOf } from "../../delivery/failure.ts";
import { sendText } from "../../delivery/send-text.ts";
import { timeText, type BusEvent } from "./event.ts";
import { inputFor } from "./input.ts";
import type { Rule } from "./rule.ts";

/** Brings an event to a target of a rule, as the rule or with the role of the target. */
export function deliver(rule: Rule, target: Target, event: BusEvent, context: OperationContext): void {
  const to = target.Arn!;
  const isBus = parseArn(to)!.service === "events";
  const input = inputFor(target, { event, rule, ingestedAt: timeText(context.clock.now()) });
  const { MaximumEventAgeInSeconds, MaximumRetryAttempts } = target.RetryPolicy ?? {};
  const queue = target.DeadLetterConfig?.Arn;
  start(
    {
      from: rule.arn,
      to,
      service: "events",
      role: target.RoleArn ? { arn: target.RoleArn, sessionName: `Events_${rule.name}`.slice(0, 64) } : undefined,
      send: (sender) =>
        isBus
          ? forward(to, event, sender)
          : sendText({ to, input, messageGroupId: target.SqsParameters?.MessageGroupId }, sender),
      retry: { maximumEventAgeInSeconds: MaximumEventAgeInSeconds, maximumRetryAttempts: MaximumRetryAttempts },
      deadLetter: queue
        ? {
            queue,
            // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html (2026-11)
            message: ({ error, retries, exhausted }) => ({
              body: JSON.stringify(event),
              attributes: {
                RULE_ARN: rule.arn,
                TARGET_ARN: to,
                ERROR_CODE: errorCodeOf(error),
                ERROR_MESSAGE: error.message,
                ...(exhausted ? { EXHAUSTED_RETRY_CONDITION: exhausted } : {}),
                RETRY_ATTEMPTS: String(retries),
              },
            }),
          }
        : undefined,
    },
    context.as(servicePrincipal("events.amazonaws.com", rule.bus.account, rule.arn)),
  );
}

/** The other bus makes an event of its own with the same content. */
async function forward(bus: string, event: BusEvent, context: OperationContext): Promise<void> {
  const { account, region } = parseArn(bus)!;
  const entry = {
    EventBusName: bus,
    Source: event.source,
    DetailType: event["detail-type"],
    Detail: JSON.stringify(event.detail),
    Resources: event.resources,
    Time: new Date(event.time),
  };
  const { Entries } = await context.call<PutEventsCommandInput, PutEventsCommandOutput>(
    "eventbridge",
    "PutEvents",
    { Entries: [entry] },
    { account, region },
  );
  const refused = Entries?.[0];
  if (refused?.ErrorCode) throw new AwsError(refused.ErrorCode, refused.ErrorMessage ?? "");
}
