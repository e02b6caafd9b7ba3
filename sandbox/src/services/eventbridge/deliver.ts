import { randomUUID } from "node:crypto";
import type { Target } from "@aws-sdk/client-eventbridge";
import { parseArn } from "../../core/arn.ts";
import { servicePrincipal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { deliver as start } from "../../delivery/deliver.ts";
import { errorCodeOf } from "../../delivery/failure.ts";
import { sendText } from "../../delivery/send-text.ts";
import { onBus } from "./access.ts";
import { getBus, type EventBus } from "./bus.ts";
import { timeText, type BusEvent } from "./event.ts";
import { httpParametersFor, inputFor } from "./input.ts";
import { logLine } from "./log-line.ts";
import { meterOf } from "./meter.ts";
import type { Rule } from "./rule.ts";
import { isApiDestination } from "./targets.ts";

/** Takes an event of a bus. */
type Route = (bus: EventBus, event: BusEvent, context: OperationContext) => void;

/** Brings an event to a target of a rule, as the rule or with the role of the target; to another bus by `route`. */
export function deliver(
  { rule, target, event }: { rule: Rule; target: Target; event: BusEvent },
  context: OperationContext,
  route: Route,
): void {
  const to = target.Arn!;
  const meter = meterOf(rule, context);
  const { service } = parseArn(to)!;
  const isBus = service === "events" && !isApiDestination(to);
  const input = inputFor(target, { event, rule, ingestedAt: timeText(context.clock.now()) });
  const { MaximumEventAgeInSeconds, MaximumRetryAttempts } = target.RetryPolicy ?? {};
  const queue = target.DeadLetterConfig?.Arn;
  start(
    {
      from: rule.arn,
      to,
      service: "events",
      count: (metric) => meter.emit(metric, 1, "Count"),
      role: target.RoleArn ? { arn: target.RoleArn, sessionName: `Events_${rule.name}`.slice(0, 64) } : undefined,
      send: (sender) =>
        isBus
          ? forward(to, event, sender, route)
          : sendText(
              {
                to,
                messageGroupId: target.SqsParameters?.MessageGroupId,
                ...(target.HttpParameters ? { http: httpParametersFor(target.HttpParameters, event) } : {}),
                ...(service === "logs" ? logLine(target, input, event) : { input }),
              },
              sender,
            ),
      retry: { maximumEventAgeInSeconds: MaximumEventAgeInSeconds, maximumRetryAttempts: MaximumRetryAttempts },
      deadLetter: queue
        ? {
            queue,
            withRole: false,
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

/** To another bus. The event keeps its account and Region; in the same Region it keeps its id too (recorded). */
async function forward(to: string, event: BusEvent, context: OperationContext, route: Route): Promise<void> {
  const access = onBus("PutEvents", to, context);
  const conditions = { "events:source": event.source, "events:detail-type": event["detail-type"] };
  await context.authorize([{ ...access, conditions }]);
  const bus = getBus(to, context);
  context.hop({
    caller: context.principal.arn,
    service: "events",
    action: "forward",
    resource: to,
    result: "ok",
    detail: `the event ${event.id}`,
    durationMs: 0,
  });
  route(bus, bus.region === event.region ? event : { ...event, id: randomUUID() }, context);
}
