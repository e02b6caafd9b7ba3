import { setImmediate } from "node:timers/promises";
import type { Meter } from "../../core/metrics.ts";
import type { OperationContext } from "../../core/service.ts";
import { checkConcurrency } from "./concurrency.ts";
import { engineOf } from "./engine.ts";
import type { FunctionVersion, LambdaFunction } from "./function.ts";
import { deliverLogs } from "./log-delivery.ts";
import { measureConcurrency, measureInvocation, meterOf } from "./meter.ts";
import { checkRecursion, invocationTrace } from "./trace.ts";
import { sessionOf } from "./role.ts";
import type { ChunkSink } from "./runtime/environment.ts";
import type { Invocation } from "./runtime/pool.ts";

export interface InvocationRequest {
  requestId: string;
  /** JSON. */
  event: string;
  /** The ARN that was invoked, with its qualifier. */
  arn: string;
  /** JSON. */
  clientContext?: string;
}

/** Runs one version of a function: concurrency, session of its role, environment, log, hop. A streamed response goes to `sink` where there is one. Rejects with TooManyRequestsException when throttled, with RecursiveInvocationException in a loop. */
export async function invokeVersion(
  owner: LambdaFunction,
  version: FunctionVersion,
  { requestId, event, arn, clientContext }: InvocationRequest,
  context: OperationContext,
  sink?: ChunkSink,
): Promise<Invocation> {
  const meter = meterOf(owner, arn, context, version.version);
  checkRecursion(owner, context.traceHeader);
  admit(owner, meter, context);
  owner.running++;
  measureConcurrency(owner, context);
  try {
    const { role, logging } = version.settings;
    const session = await sessionOf(owner, role, context);
    const invocation = await engineOf(context).pool.invoke(
      version.deployment,
      {
        requestId,
        event,
        invokedFunctionArn: arn,
        traceHeader: invocationTrace(context.openSegment(requestId), owner, version.settings, context.traceHeader),
        ...(clientContext === undefined ? {} : { clientContext }),
      },
      () => Promise.resolve(session),
      sink,
    );
    measureInvocation(meter, invocation);
    observe(invocation, arn, context);
    // As on AWS after the answer, which need not wait for it.
    context.background(setImmediate().then(() => deliverLogs(invocation, logging.group, owner.arn, session, context)));
    return invocation;
  } finally {
    owner.running--;
  }
}

/** Throws when the function is throttled, which counts. */
function admit(owner: LambdaFunction, meter: Meter, context: OperationContext): void {
  try {
    checkConcurrency(owner, context);
  } catch (error) {
    meter.emit("Throttles", 1, "Count");
    throw error;
  }
}

function observe(invocation: Invocation, arn: string, context: OperationContext): void {
  const { result, initMs, durationMs } = invocation;
  const start = initMs === undefined ? "warm" : `cold start ${initMs.toFixed(0)} ms`;
  context.hop({
    caller: context.principal.arn,
    service: "lambda",
    action: "invocation",
    resource: arn,
    result: result.status === "success" ? "ok" : result.status === "timeout" ? "Timeout" : result.error.errorType,
    detail: result.status === "success" ? start : `${result.error.errorMessage} (${start})`,
    durationMs,
  });
}
