import type { SendMessageCommandInput } from "@aws-sdk/client-sqs";
import type { Target } from "@aws-sdk/client-eventbridge";
import { parseArn } from "../../../core/arn.ts";
import { assumeRole } from "../../../core/assume-role.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { timeText, type BusEvent } from "../event.ts";
import { inputFor } from "../input.ts";
import { DEFAULT_EVENT_AGE_SECONDS, DEFAULT_RETRIES, RETRY_MS } from "../limits.ts";
import type { Rule } from "../rule.ts";
import { errorCodeOf, isRetriable } from "./failure.ts";
import { queueUrl, send, type Parcel } from "./send.ts";

interface Delivery extends Parcel {
  rule: Rule;
  acceptedAt: number;
  retries: number;
}

/** Brings an event to a target of a rule: at once, then with growing pauses while the error is one that may pass, then to its dead-letter queue. */
export function deliver(rule: Rule, target: Target, event: BusEvent, context: OperationContext): void {
  const acceptedAt = context.clock.now();
  const input = inputFor(target, { event, rule, ingestedAt: timeText(acceptedAt) });
  const asRule = context.as(servicePrincipal("events.amazonaws.com", rule.bus.account, rule.arn));
  context.background(attempt({ rule, target, event, input, acceptedAt, retries: 0 }, asRule));
}

async function attempt(delivery: Delivery, context: OperationContext): Promise<void> {
  const { target, rule } = delivery;
  try {
    const role = target.RoleArn;
    const sender = role ? context.as(await roleOf(role, context)) : context;
    await send(delivery, sender);
  } catch (error) {
    if (!(error instanceof AwsError) || error instanceof NotEmulated) throw error;
    context.hop({
      caller: rule.arn,
      service: "events",
      action: "delivery",
      resource: target.Arn!,
      result: error.code,
      detail: `the event ${delivery.event.id} was not delivered: ${error.message}`,
      durationMs: 0,
    });
    const condition = isRetriable(error) ? retryLater(delivery, context) : undefined;
    if (condition !== "retried") await toDeadLetterQueue(delivery, error, condition, context);
  }
}

async function roleOf(role: string, context: OperationContext) {
  const sessionName = `events_${context.requestId.replaceAll("-", "")}`;
  return (await assumeRole({ role, sessionName, as: context.principal }, context)).principal;
}

type Exhausted = "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";

/** `retried`, or the limit of the retry policy that is reached. */
function retryLater(delivery: Delivery, context: OperationContext): Exhausted | "retried" {
  const { MaximumEventAgeInSeconds: age, MaximumRetryAttempts: most } = delivery.target.RetryPolicy ?? {};
  if (delivery.retries >= (most ?? DEFAULT_RETRIES)) return "MaximumRetryAttempts";
  const longest = Math.min(RETRY_MS.first * 2 ** delivery.retries++, RETRY_MS.longest);
  const delay = longest / 2 + (Math.random() * longest) / 2;
  if (context.clock.now() + delay > delivery.acceptedAt + (age ?? DEFAULT_EVENT_AGE_SECONDS) * 1000)
    return "MaximumEventAgeInSeconds";
  context.clock.after(delay, () => context.background(attempt(delivery, context)));
  return "retried";
}

/** The attributes of the message: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html (2026-11). */
async function toDeadLetterQueue(
  { rule, target, event, retries }: Delivery,
  error: AwsError,
  condition: Exhausted | undefined,
  context: OperationContext,
): Promise<void> {
  const queue = target.DeadLetterConfig?.Arn;
  if (queue === undefined) return;
  const arn = parseArn(queue)!;
  const attributes = {
    RULE_ARN: rule.arn,
    TARGET_ARN: target.Arn!,
    ERROR_CODE: errorCodeOf(error),
    ERROR_MESSAGE: error.message,
    ...(condition ? { EXHAUSTED_RETRY_CONDITION: condition } : {}),
    RETRY_ATTEMPTS: String(retries),
  };
  try {
    await context.call<SendMessageCommandInput, unknown>(
      "sqs",
      "SendMessage",
      {
        QueueUrl: queueUrl(arn, context),
        MessageBody: JSON.stringify(event),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: "String", StringValue }]),
        ),
      },
      { account: arn.account, region: arn.region },
    );
  } catch (failure) {
    if (!(failure instanceof AwsError) || failure instanceof NotEmulated) throw failure;
    context.hop({
      caller: rule.arn,
      service: "events",
      action: "dead-letter",
      resource: queue,
      result: failure.code,
      detail: `the event ${event.id} is lost: ${failure.message}`,
      durationMs: 0,
    });
  }
}
