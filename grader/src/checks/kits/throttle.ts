import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
} from "@aws-sdk/client-lambda";
import type { Lab } from "../lab.ts";

/**
 * Lambda throttles the function while `run` runs: reserved concurrency 0, which is how a function is switched off ("Configuring reserved concurrency", 2026-11-21).
 * Whoever invokes it gets TooManyRequestsException; queues and asynchronous invocations try again.
 */
export async function throttled<T>(lab: Lab, functionName: string, run: () => Promise<T>): Promise<T> {
  const lambda = lab.client(LambdaClient);
  const before = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName }));
  const limit = (ReservedConcurrentExecutions: number) =>
    lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: functionName, ReservedConcurrentExecutions }));
  await limit(0);
  try {
    return await run();
  } finally {
    if (before.ReservedConcurrentExecutions === undefined)
      await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName }));
    else await limit(before.ReservedConcurrentExecutions);
  }
}
