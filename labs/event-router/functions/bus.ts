import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsCommandOutput,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from "@aws-sdk/client-eventbridge";
import { isWished } from "./table.ts";

// Provided: PutEvents as it answers on a bad day. Not part of the lab; leave it as it is.

const eventBridge = new EventBridgeClient();

/**
 * PutEvents. A check decides for which orders an entry fails, and how often, by an item { pk: "bus", sk: <orderId>, times: <how often> };
 * such an entry is not sent, and the answer says so the way EventBridge says it: with HTTP 200.
 */
export async function putEvents(entries: PutEventsRequestEntry[]): Promise<PutEventsCommandOutput> {
  const fails = await Promise.all(entries.map((entry) => isWished("bus", orderIdOf(entry))));
  const sent = entries.filter((_, index) => !fails[index]);
  const answer = sent.length ? await eventBridge.send(new PutEventsCommand({ Entries: sent })) : undefined;

  const results = [...(answer?.Entries ?? [])];
  const failure: PutEventsResultEntry = { ErrorCode: "InternalFailure", ErrorMessage: "Please try again" };
  const Entries = fails.map((isFailure) => (isFailure ? failure : results.shift()!));
  const FailedEntryCount = Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
  return { $metadata: answer?.$metadata ?? { httpStatusCode: 200 }, Entries, FailedEntryCount };
}

function orderIdOf({ Detail = "" }: PutEventsRequestEntry): string {
  return /"orderId":\s*"([^"]+)"/.exec(Detail)?.[1] ?? "-";
}
