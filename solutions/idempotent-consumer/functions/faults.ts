import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { ChargeAnswer } from "./payment.ts";

// Provided, not to be changed. A process may end at any line: time-out, out of memory, a machine that fails. You cannot catch it, and you cannot
// test it by waiting for it. So the checks name the line: after the answer of the provider, or after the next write to DynamoDB.

/** The write that follows in the same invocation is meant, and not one of a later one: each invocation has a trace of its own. */
let meantIn: string | undefined;

export function crash(when: ChargeAnswer["crash"]): void {
  if (when === "now") process.exit(1);
  meantIn = process.env["_X_AMZN_TRACE_ID"];
}

/** Lets this client end the process after a write that has arrived, when a check has asked for it. */
export function crashingAfterWrites(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const isMeant = meantIn !== undefined && meantIn === process.env["_X_AMZN_TRACE_ID"];
        const result = await next(args);
        if (isMeant && /^(Put|Update|Delete|Batch|Transact)/.test(commandName)) process.exit(1);
        return result;
      },
    { step: "initialize" },
  );
  return client;
}
