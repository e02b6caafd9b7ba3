import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

// Given; nothing to change here. The provider's client library.

export interface ChargeRequest {
  /** Two calls with one key are one charge, also when they come at the same time. */
  idempotencyKey: string;
  orderId: string;
  /** In cents. */
  amount: number;
}

export interface ChargeAnswer {
  /** Only "charged" means that there is money. "too-many-calls": more than three at one time, from all of your environments together. */
  status: "charged" | "declined" | "unavailable" | "too-many-calls";
  abort?: boolean;
}

const lambda = new LambdaClient();

/** Asks the provider to charge a card. It takes up to 300 ms. What the provider refuses is an answer, not an exception. */
export async function charge(request: ChargeRequest): Promise<ChargeAnswer> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: process.env["PROVIDER"], Payload: JSON.stringify(request) }),
  );
  const text = Payload?.transformToString() ?? "";
  if (FunctionError) throw new Error(`The payment provider failed: ${text}`);

  const answer = JSON.parse(text) as ChargeAnswer;
  // Libraries crash, and take the process along: here when a check asks for it, after the charge and before your code hears of it.
  if (answer.abort) process.exit(1);
  return answer;
}
