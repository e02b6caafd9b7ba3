import type { OperationContext } from "../../core/service.ts";
import { rateExceeded } from "./errors.ts";
import { functions, type LambdaFunction } from "./function.ts";
import { ACCOUNT_CONCURRENCY } from "./limits.ts";

/** What the functions of an account without reserved concurrency share, in one Region. */
export function unreservedConcurrency(
  { account, region }: { account: string; region: string },
  context: OperationContext,
): number {
  let unreserved = ACCOUNT_CONCURRENCY;
  for (const { reservedConcurrency } of context.allState.get(functions, account, region).values())
    unreserved -= reservedConcurrency ?? 0;
  return unreserved;
}

/** Throws when one more invocation would be too many. */
export function checkConcurrency(owner: LambdaFunction, context: OperationContext): void {
  if (owner.reservedConcurrency !== undefined) {
    if (owner.running >= owner.reservedConcurrency)
      throw rateExceeded("ReservedFunctionConcurrentInvocationLimitExceeded");
    return;
  }
  let running = 0;
  for (const other of context.allState.get(functions, owner.account, owner.region).values())
    if (other.reservedConcurrency === undefined) running += other.running;
  if (running >= unreservedConcurrency(owner, context)) throw rateExceeded("ConcurrentInvocationLimitExceeded");
}
