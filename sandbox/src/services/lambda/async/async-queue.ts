import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { LATEST, type FunctionVersion, type LambdaFunction } from "../function.ts";
import { invokeVersion, type InvocationRequest } from "../invocation.ts";
import { meterOf } from "../meter.ts";
import { ASYNC_RETRY_DELAYS_MS, MAX_EVENT_AGE_SECONDS, MAX_RETRY_ATTEMPTS, THROTTLE_RETRY_MS } from "../limits.ts";
import { findFunction, findVersion, type Reference } from "../reference.ts";
import type { Invocation } from "../runtime/pool.ts";
import { deliverRecord, type Delivery } from "./destination.ts";

interface Queued {
  reference: Reference;
  request: InvocationRequest;
  enqueuedAt: number;
  /** Invocations that ended with a function error. */
  failures: number;
  throttles: number;
}

type Condition = "Success" | "RetriesExhausted" | "EventAgeExceeded";

/** Takes an event for later. It is tried at once, then as AWS retries: after function errors twice, after throttles for hours, both within what EventInvokeConfig says. */
export function enqueue(reference: Reference, request: InvocationRequest, context: OperationContext): void {
  const asLambda = context.as(servicePrincipal("lambda.amazonaws.com", reference.account, reference.functionArn));
  const queued = { reference, request, enqueuedAt: context.clock.now(), failures: 0, throttles: 0 };
  const owner = findFunction(reference, context);
  if (owner) meterOf(owner, reference.arn, context).emit("AsyncEventsReceived", 1, "Count");
  asLambda.background(attempt(queued, asLambda));
}

async function attempt(queued: Queued, context: OperationContext): Promise<void> {
  const { reference, request } = queued;
  const owner = findFunction(reference, context);
  const version = owner && findVersion(owner, reference.qualifier);
  // Deleted meanwhile: AWS drops the event too.
  if (!owner || !version) return;
  const meter = meterOf(owner, reference.arn, context);
  meter.emit("AsyncEventAge", context.clock.now() - queued.enqueuedAt, "Milliseconds");
  const end = (condition: Condition, invocation?: Invocation) => {
    if (condition !== "Success") meter.emit("AsyncEventsDropped", 1, "Count");
    return report(queued, owner, version, condition, invocation, context);
  };
  const config = owner.eventInvokeConfigs.get(reference.qualifier ?? LATEST);
  const retryAfter = (delay: number): boolean => {
    const age = (config?.maximumEventAgeInSeconds ?? MAX_EVENT_AGE_SECONDS) * 1000;
    if (context.clock.now() + delay > queued.enqueuedAt + age) return false;
    context.clock.after(delay, () => context.background(attempt(queued, context)));
    return true;
  };
  let invocation: Invocation;
  try {
    invocation = await invokeVersion(owner, version, request, context);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === "RecursiveInvocationException") {
      observeLoop(owner, error, context);
      await end("RetriesExhausted");
      return;
    }
    const delay = Math.min(THROTTLE_RETRY_MS.first * 2 ** queued.throttles++, THROTTLE_RETRY_MS.longest);
    // With a reserved concurrency of 0, events go to the destination at once: invocation-async-error-handling (2026-11).
    if (owner.reservedConcurrency === 0 || !retryAfter(delay)) await end("EventAgeExceeded");
    return;
  }
  if (invocation.result.status === "success") return end("Success", invocation);
  const retries = config?.maximumRetryAttempts ?? MAX_RETRY_ATTEMPTS;
  if (queued.failures++ >= retries) return end("RetriesExhausted", invocation);
  if (!retryAfter(ASYNC_RETRY_DELAYS_MS[queued.failures - 1]!)) await end("EventAgeExceeded", invocation);
}

/** Nobody waits for the answer: the hop tells why the function does not run. */
function observeLoop(owner: LambdaFunction, { code, message }: AwsError, context: OperationContext): void {
  context.hop({
    caller: context.principal.arn,
    service: "lambda",
    action: "invocation",
    resource: owner.arn,
    result: code,
    detail: message,
    durationMs: 0,
  });
}

/** Tells the destination and the dead-letter queue, where there are some: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (2026-11) and recordings. */
async function report(
  queued: Queued,
  owner: LambdaFunction,
  version: FunctionVersion,
  condition: Condition,
  invocation: Invocation | undefined,
  context: OperationContext,
): Promise<void> {
  const { reference, request } = queued;
  const qualifier = reference.qualifier ?? LATEST;
  const config = owner.eventInvokeConfigs.get(qualifier);
  const keyPrefix = `aws/lambda/async/${owner.name}`;
  const { deadLetterTarget } = version.settings;
  if (condition !== "Success" && deadLetterTarget !== undefined)
    await deliverRecord(
      {
        failures: "DeadLetterErrors",
        destination: deadLetterTarget,
        record: request.event,
        keyPrefix,
        attributes: deadLetterAttributes(request.requestId, invocation),
      },
      owner,
      version,
      context,
    );
  const destination = condition === "Success" ? config?.onSuccess : config?.onFailure;
  if (destination === undefined) return;
  const record = {
    version: "1.0",
    timestamp: context.clock.date().toISOString(),
    requestContext: {
      requestId: request.requestId,
      functionArn: `${owner.arn}:${qualifier}`,
      condition,
      approximateInvokeCount: condition === "Success" ? queued.failures + 1 : queued.failures,
    },
    requestPayload: JSON.parse(request.event) as unknown,
    ...(invocation ? responseOf(invocation, version) : {}),
  };
  await deliverRecord(
    { failures: "DestinationDeliveryFailures", destination, record: JSON.stringify(record), keyPrefix },
    owner,
    version,
    context,
  );
}

/** Recorded in test_sqs_queue_as_lambda_dead_letter_queue; the message is the first kilobyte of the error. */
function deadLetterAttributes(requestId: string, invocation: Invocation | undefined): Delivery["attributes"] {
  const result = invocation?.result;
  const message = result && result.status !== "success" ? result.error.errorMessage : "";
  return {
    RequestID: { DataType: "String", StringValue: requestId },
    ErrorCode: { DataType: "Number", StringValue: invocation ? "200" : "429" },
    ErrorMessage: { DataType: "String", StringValue: message.slice(0, 1024) || "Rate Exceeded." },
  };
}

function responseOf({ result }: Invocation, version: FunctionVersion): object {
  const isSuccess = result.status === "success";
  return {
    responseContext: {
      statusCode: 200,
      executedVersion: version.version,
      ...(isSuccess ? {} : { functionError: "Unhandled" }),
    },
    responsePayload: isSuccess ? (JSON.parse(result.payload || "null") as unknown) : result.error,
  };
}
