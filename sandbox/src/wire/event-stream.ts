import type { NormalizedSchema } from "@smithy/core/schema";
import type { ClientDescription } from "./client.ts";

/** The name of the member that is a stream of events; undefined for the usual answer. */
export function eventStreamMember(shape: NormalizedSchema): string | undefined {
  return shape.getEventStreamMember() || undefined;
}

/** Writes events (`{ PayloadChunk: { ... } }`) as application/vnd.amazon.eventstream: the client's own serialiser for streams it sends. */
export async function writeEventStream(
  client: ClientDescription,
  shape: NormalizedSchema,
  events: AsyncIterable<Record<string, unknown>>,
): Promise<AsyncIterable<Uint8Array>> {
  const { serde } = client as unknown as {
    serde: { serializeEventStream(parameters: object): Promise<AsyncIterable<Uint8Array>> };
  };
  return serde.serializeEventStream({ eventStream: events, requestSchema: shape });
}
