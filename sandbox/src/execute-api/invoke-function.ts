import type { InvokeCommandInput, InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { INSPECTED_LIMIT_MS, isInspecting } from "../core/inspection.ts";
import type { OperationContext } from "../core/service.ts";

export interface FunctionResult {
  /** What the function returned, or the description of its error, as JSON text. */
  text: string;
  failed: boolean;
  executedVersion: string;
}

/** Invokes a function as `caller` and waits at most `timeoutMs`, in real time like the function's own time-out; undefined: not there in time. Rejects with Lambda's errors. */
export async function invokeFunction(
  functionName: string,
  payload: string,
  timeoutMs: number,
  caller: OperationContext,
): Promise<FunctionResult | undefined> {
  const invocation = caller.call<InvokeCommandInput, InvokeCommandOutput>("lambda", "Invoke", {
    FunctionName: functionName,
    Payload: Buffer.from(payload),
  });
  const output = await within(invocation, isInspecting ? INSPECTED_LIMIT_MS : timeoutMs);
  if (!output) return undefined;
  return {
    text: Buffer.from(output.Payload!).toString(),
    failed: output.FunctionError !== undefined,
    executedVersion: output.ExecutedVersion ?? "$LATEST",
  };
}

/** The result of `work`, or undefined when it takes longer; nobody waits for it then. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
