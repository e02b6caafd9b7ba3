import { Meter, metrics } from "../../core/metrics.ts";
import type { OperationContext } from "../../core/service.ts";
import { functions, type LambdaFunction } from "./function.ts";
import type { Invocation } from "./runtime/pool.ts";

const NAMESPACE = "AWS/Lambda";
/** By what was invoked, as asked for. */
const meters = new WeakMap<LambdaFunction, Map<string, Meter>>();

/** What CloudWatch shows of a function: all functions together, the function, and what of it is invoked. https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html (2026-11-21) */
export function meterOf(owner: LambdaFunction, arn: string, context: OperationContext, version?: string): Meter {
  const resource = arn.slice(arn.indexOf(":function:") + ":function:".length);
  const qualifier = resource.split(":")[1];
  const isAlias = qualifier !== undefined && owner.aliases.has(qualifier);
  const key = isAlias ? `${resource} ${version}` : resource;
  let own = meters.get(owner);
  if (!own) meters.set(owner, (own = new Map()));
  let meter = own.get(key);
  if (!meter) {
    const { name: FunctionName, account, region } = owner;
    const sets: Record<string, string>[] = [{}, { FunctionName }, { FunctionName, Resource: resource }];
    if (isAlias && version !== undefined) sets.push({ FunctionName, Resource: resource, ExecutedVersion: version });
    meter = new Meter(context.allState.get(metrics, account, region), context.clock, NAMESPACE, sets);
    own.set(key, meter);
  }
  return meter;
}

/** While the function runs: its own invocations, and those of all functions. */
export function measureConcurrency(owner: LambdaFunction, context: OperationContext): void {
  let running = 0;
  for (const other of context.allState.get(functions, owner.account, owner.region).values()) running += other.running;
  const [all, own] = meterOf(owner, owner.arn, context).series("ConcurrentExecutions");
  const now = context.clock.now();
  all!.record(running, "Count", now);
  own!.record(owner.running, "Count", now);
}

export function measureInvocation(
  meter: Meter,
  { result, durationMs }: Pick<Invocation, "result" | "durationMs">,
): void {
  meter.emit("Invocations", 1, "Count");
  meter.emit("Errors", result.status === "success" ? 0 : 1, "Count");
  meter.emit("Throttles", 0, "Count");
  meter.emit("Duration", Math.round(durationMs * 100) / 100, "Milliseconds");
}
