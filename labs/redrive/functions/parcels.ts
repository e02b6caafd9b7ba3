import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";

// Given; nothing to change here. The carrier's client library.

export interface BookingRequest {
  /** Two bookings with one reference are one parcel. */
  reference: string;
  orderId: string;
  /** Two letters. */
  country: string;
  label: string;
}

export interface BookingAnswer {
  /** "unavailable" may be otherwise in a minute. "rejected" stays so, whoever asks and however often. */
  status: "booked" | "unavailable" | "rejected";
  reason?: string;
}

const lambda = new LambdaClient();

/** Books a parcel. What the carrier refuses is an answer, not an exception. */
export async function bookParcel(request: BookingRequest): Promise<BookingAnswer> {
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: process.env["CARRIER"], Payload: JSON.stringify(request) }),
  );
  const text = Payload?.transformToString() ?? "";
  if (FunctionError) throw new Error(`The carrier failed: ${text}`);
  return JSON.parse(text) as BookingAnswer;
}
