import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { crash } from "./faults.ts";

// Provided, not to be changed: the client library of the payment provider.

export interface ChargeRequest {
  orderId: string;
  customer: string;
  /** In cents. */
  amount: number;
  /** At most 64 characters. A request with a key that was used before is not charged again; it gets the first charge. */
  idempotencyKey?: string;
}

export interface ChargeAnswer {
  chargeId?: string;
  /** Only in the course: the fault that a check has asked for. */
  crash?: "now" | "after the next write";
}

const lambda = new LambdaClient();

/**
 * Charges a customer and returns the id of the charge. Throws ProviderThrottled when nothing was charged, and ProviderUnreachable when no answer
 * came: then it may have been charged or not.
 */
export async function charge(request: ChargeRequest): Promise<string> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: process.env["PROVIDER_FUNCTION"], Payload: JSON.stringify(request) }),
  );
  const answer = JSON.parse(Payload!.transformToString());
  if (FunctionError) throw Object.assign(new Error(answer.errorMessage), { name: answer.errorType });
  if (answer.crash) crash(answer.crash);
  return answer.chargeId;
}
