import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { ChargeAnswer } from "./payment.ts";

// Provided, not to be changed. A process may end at any line: time-out, out of memory, a machine that fails. You cannot catch it, and you cannot
// test it by waiting for it. So the checks name the line: after the answer of the provider, or after the next write to DynamoDB.

/** The write that follows the answer at once is meant, and not one of a later invocation. */
const AT_ONCE_MS = 250;
let afterWritesUntil = 0;

export function crash(when: ChargeAnswer["crash"]): void {
  if (when === "now") process.exit(1);
  afterWritesUntil = Date.now() + AT_ONCE_MS;
}

/** Lets this client end the process after a write that has arrived, when a check has asked for it. */
export function crashingAfterWrites(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const isMeant = Date.now() < afterWritesUntil;
        const result = await next(args);
        if (isMeant && /^(Put|Update|Delete|Batch|Transact)/.test(commandName)) process.exit(1);
        return result;
      },
    { step: "initialize" },
  );
  return client;
}
