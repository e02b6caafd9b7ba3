import type { OperationContext } from "../../core/service.ts";
import { numberOf } from "./attribute-values.ts";
import { DEDUPLICATION_MS } from "./limits.ts";
import type { Message } from "./message.ts";
import type { Queue } from "./queue.ts";

interface Attempt {
  at: number;
  received: { message: Message; handle: string }[];
}

const attempts = new WeakMap<Queue, Map<string, Attempt>>();

/**
 * A receive that is sent again within five minutes gives the same messages and handles, while none was deleted, received again or visible
 * since: API_ReceiveMessage.html, ReceiveRequestAttemptId (2026-11).
 */
export async function repeatReceive(
  { attemptId, visibilitySeconds }: { attemptId: string; visibilitySeconds: number | undefined },
  queue: Queue,
  { clock }: OperationContext,
  take: () => Promise<Message[]>,
): Promise<Message[]> {
  const known = attempts.get(queue) ?? new Map<string, Attempt>();
  attempts.set(queue, known);
  const earlier = known.get(attemptId);
  if (earlier && earlier.at + DEDUPLICATION_MS > clock.now() && earlier.received.every(isHeld)) {
    const seconds = visibilitySeconds ?? numberOf(queue.attributes, "VisibilityTimeout");
    for (const { message } of earlier.received) queue.changeVisibility(message, seconds);
    return earlier.received.map(({ message }) => message);
  }
  const messages = await take();
  const received = messages.map((message) => ({ message, handle: message.receiptHandle! }));
  if (received.length) known.set(attemptId, { at: clock.now(), received });
  return messages;
}

function isHeld({ message, handle }: Attempt["received"][number]): boolean {
  return message.state === "in-flight" && message.receiptHandle === handle;
}
