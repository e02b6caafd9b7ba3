import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

const lambda = new LambdaClient();

// Provided: nothing to do here.

/** Books the sales of a day. Two calls with one key are one booking. Throws when accounting fails: then the day may be booked or not. */
export async function book(shop: string, day: string, key: string): Promise<void> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({
      FunctionName: process.env["ACCOUNTING_FUNCTION"],
      Payload: JSON.stringify({ shop, day, key }),
    }),
  );
  // A function that throws is no error of Invoke: only FunctionError tells.
  if (FunctionError) throw new Error(`Accounting: ${Payload?.transformToString()}`);
}
