import { HttpFailure } from "../api-destination/http-failure.ts";
import { assumeRole } from "../core/assume-role.ts";
import { AwsError, NotEmulated } from "../core/errors.ts";
import type { OperationContext } from "../core/service.ts";
import { isRetriable } from "./failure.ts";
import { sendToDeadLetterQueue } from "./send-text.ts";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-event-delivery.html, .../scheduler/latest/UserGuide/configuring-schedule-dlq.html (2026-11) */
export const RETRY_POLICY = {
  age: { min: 60, max: 24 * 60 * 60 },
  attempts: { min: 0, max: 185 },
};
/** Exponential back-off with jitter; AWS does not publish its numbers. */
const BACK_OFF_MS = { first: 1000, longest: 10 * 60_000 };

type ExhaustedCondition = "MaximumRetryAttempts" | "MaximumEventAgeInSeconds";

interface Failure {
  error: AwsError;
  retries: number;
  /** The limit that ended the retries; `undefined` for an error that is not retried. */
  exhausted: ExhaustedCondition | undefined;
}

export interface Delivery {
  /** Who delivers, for the hops: the ARN of a rule or a schedule. */
  from: string;
  to: string;
  service: "events" | "scheduler";
  /** The role to act with, in place of the principal of the context. */
  role: { arn: string; sessionName: string } | undefined;
  /** `attempt` counts from 1. */
  send(context: OperationContext, attempt: number): Promise<void>;
  retry: { maximumEventAgeInSeconds?: number | undefined; maximumRetryAttempts?: number | undefined };
  /** The queue for what could not be delivered, and the message for it. A schedule sends it with its role. */
  deadLetter:
    | {
        queue: string;
        withRole: boolean;
        message(failure: Failure): { body: string; attributes: Record<string, string> };
      }
    | undefined;
  /** Counts what becomes of it, under EventBridge's names. */
  count?(metric: DeliveryMetric): void;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html (2026-11-21) */
type DeliveryMetric =
  | "Invocations"
  | "FailedInvocations"
  | "InvocationAttempts"
  | "SuccessfulInvocationAttempts"
  | "RetryInvocationAttempts"
  | "InvocationsSentToDlq"
  | "InvocationsFailedToBeSentToDlq";

/** Delivers at once, then with growing pauses while the error is one that may pass, then to the dead-letter queue. Does not wait. */
export function deliver(delivery: Delivery, context: OperationContext): void {
  context.background(attempt(delivery, { since: context.clock.now(), retries: 0 }, context));
}

interface Progress {
  since: number;
  retries: number;
}

async function attempt(delivery: Delivery, progress: Progress, context: OperationContext): Promise<void> {
  delivery.count?.("InvocationAttempts");
  if (progress.retries) delivery.count?.("RetryInvocationAttempts");
  try {
    await delivery.send(await withRole(delivery, context), progress.retries + 1);
    delivery.count?.("SuccessfulInvocationAttempts");
    delivery.count?.("Invocations");
  } catch (error) {
    const failure = expected(error);
    observe(delivery, delivery.to, "delivery", failure, context);
    const exhausted = isRetriable(failure) ? retryLater(delivery, failure, progress, context) : undefined;
    if (exhausted === "retried") return;
    delivery.count?.("Invocations");
    delivery.count?.("FailedInvocations");
    await bury(delivery, { error: failure, retries: progress.retries, exhausted }, context);
  }
}

async function withRole({ role }: Delivery, context: OperationContext): Promise<OperationContext> {
  if (!role) return context;
  const { arn, sessionName } = role;
  return context.as((await assumeRole({ role: arn, sessionName, as: context.principal }, context)).principal);
}

/** `retried`, or the limit of the retry policy that is reached. */
function retryLater(
  delivery: Delivery,
  failure: AwsError,
  progress: Progress,
  context: OperationContext,
): ExhaustedCondition | "retried" {
  const { maximumEventAgeInSeconds: age, maximumRetryAttempts: attempts } = delivery.retry;
  if (progress.retries >= (attempts ?? RETRY_POLICY.attempts.max)) return "MaximumRetryAttempts";
  const longest = Math.min(BACK_OFF_MS.first * 2 ** progress.retries, BACK_OFF_MS.longest);
  // The longer of the two counts: .../eventbridge/latest/userguide/eb-api-destinations.html (2026-11-21)
  const asked = failure instanceof HttpFailure ? (failure.retryAfter ?? 0) : 0;
  const delay = Math.max(longest / 2 + (Math.random() * longest) / 2, asked);
  if (context.clock.now() + delay > progress.since + (age ?? RETRY_POLICY.age.max) * 1000)
    return "MaximumEventAgeInSeconds";
  progress.retries++;
  context.clock.after(delay, () => context.background(attempt(delivery, progress, context)));
  return "retried";
}

async function bury(delivery: Delivery, failure: Failure, context: OperationContext): Promise<void> {
  const { deadLetter } = delivery;
  if (!deadLetter) return;
  try {
    const sender = deadLetter.withRole ? await withRole(delivery, context) : context;
    await sendToDeadLetterQueue(deadLetter.queue, deadLetter.message(failure), sender);
    delivery.count?.("InvocationsSentToDlq");
  } catch (error) {
    delivery.count?.("InvocationsFailedToBeSentToDlq");
    observe(delivery, deadLetter.queue, "dead-letter", expected(error), context);
  }
}

/** A failure that AWS would see too; anything else is a fault of the sandbox. */
function expected(error: unknown): AwsError {
  if (!(error instanceof AwsError) || error instanceof NotEmulated) throw error;
  return error;
}

/** Nobody waits for the answer: the hop tells why nothing arrives. */
function observe(
  { from, service }: Delivery,
  resource: string,
  action: string,
  { code, message }: AwsError,
  context: OperationContext,
): void {
  const detail = `not delivered: ${message}`;
  context.hop({ caller: from, service, action, resource, result: code, detail, durationMs: 0 });
}
