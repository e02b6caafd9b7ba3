import { expiredReceiptHandle, invalidReceiptHandle, invalidValue } from "./errors.ts";
import { MAX_VISIBILITY_SECONDS } from "./limits.ts";
import type { Queue } from "./queue.ts";
import { checkVisibility } from "./visibility.ts";

/** With a handle that is not the latest the request succeeds and deletes nothing: API_DeleteMessage.html (2026-11). A FIFO queue refuses one whose time is over (recorded). */
export function deleteByHandle(handle: string, queue: Queue): void {
  const { isOwn, message, isLatest } = queue.findByHandle(handle);
  if (!isOwn) throw invalidReceiptHandle(handle);
  if (!message) return;
  if (queue.isFifo && (!isLatest || message.state !== "in-flight")) throw expiredReceiptHandle(handle);
  if (!isLatest) return;
  queue.delete(message);
  queue.meter.deleted();
}

/** Recorded in test_change_message_visibility_after_visibility_timeout_expiration: a standard queue takes a handle also afterwards. */
export function changeVisibilityByHandle(handle: string, seconds: number, queue: Queue, now: number): void {
  checkVisibility(seconds);
  const { isOwn, message, isLatest } = queue.findByHandle(handle);
  if (!isOwn) throw invalidReceiptHandle(handle);
  if (!message || (!queue.isFifo && !isLatest))
    throw invalidValue(
      handle,
      "ReceiptHandle",
      "Message does not exist or is not available for visibility timeout change.",
    );
  if (queue.isFifo && (!isLatest || message.state !== "in-flight")) throw expiredReceiptHandle(handle);
  // Twelve hours in all, from the first receive of this handle on.
  if (now + seconds * 1000 > message.receivedAt! + MAX_VISIBILITY_SECONDS * 1000)
    throw invalidValue(
      seconds,
      "VisibilityTimeout",
      `Total VisibilityTimeout for the message is beyond the limit [${MAX_VISIBILITY_SECONDS} seconds].`,
    );
  queue.changeVisibility(message, seconds);
}
