import { AwsError } from "../../core/errors.ts";
import { servicePrincipal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import { invokeVersion, type InvocationRequest } from "./invocation.ts";
import { ASYNC_RETRY_DELAYS_MS, THROTTLE_RETRY_MS } from "./limits.ts";
import { findFunction, findVersion, type Reference } from "./reference.ts";

interface Queued {
  reference: Reference;
  request: InvocationRequest;
  enqueuedAt: number;
  /** Invocations that ended with a function error. */
  failures: number;
  throttles: number;
}

/** Takes an event for later. It is tried at once, then as AWS retries: after function errors twice, after throttles for hours. */
export function enqueue(reference: Reference, request: InvocationRequest, context: OperationContext): void {
  const asLambda = context.as(servicePrincipal("lambda.amazonaws.com", reference.account, reference.functionArn));
  const queued = { reference, request, enqueuedAt: context.clock.now(), failures: 0, throttles: 0 };
  asLambda.background(attempt(queued, asLambda));
}

async function attempt(queued: Queued, context: OperationContext): Promise<void> {
  const { reference, request } = queued;
  const owner = findFunction(reference, context);
  const version = owner && findVersion(owner, reference.qualifier);
  // Deleted meanwhile: AWS drops the event too.
  if (!owner || !version) return;
  try {
    const { result } = await invokeVersion(owner, version, request, context);
    if (result.status === "success") return;
    const delay = ASYNC_RETRY_DELAYS_MS[queued.failures++];
    if (delay !== undefined) retry(queued, delay, context);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const delay = Math.min(THROTTLE_RETRY_MS.first * 2 ** queued.throttles++, THROTTLE_RETRY_MS.longest);
    if (context.clock.now() + delay <= queued.enqueuedAt + THROTTLE_RETRY_MS.within) retry(queued, delay, context);
  }
}

function retry(queued: Queued, delay: number, context: OperationContext): void {
  context.clock.after(delay, () => context.background(attempt(queued, context)));
}
