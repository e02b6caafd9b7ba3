import { DEDUPLICATION_MS } from "./limits.ts";
import type { Message } from "./message.ts";

/**
 * What a FIFO queue has accepted in the last five minutes, also when it was deleted since. An id counts for the scope the queue had when it was
 * sent: recorded in test_fifo_change_to_high_throughput_after_creation and ..._to_regular_throughput_...
 */
export class Deduplication {
  #accepted = new Map<string, Message>();

  /** The message that was accepted first with this id. */
  find(id: string, groupId: string, isPerGroup: boolean, now: number): Message | undefined {
    // Insertion order is that of time.
    for (const [key, { sentAt }] of this.#accepted) {
      if (sentAt + DEDUPLICATION_MS > now) break;
      this.#accepted.delete(key);
    }
    return this.#accepted.get(id) ?? (isPerGroup ? this.#accepted.get(inGroup(id, groupId)) : undefined);
  }

  keep(message: Message, isPerGroup: boolean): void {
    const { deduplicationId: id, groupId } = message;
    this.#accepted.set(isPerGroup ? inGroup(id!, groupId!) : id!, message);
  }
}

/** Ids hold no spaces. */
function inGroup(id: string, groupId: string): string {
  return `${groupId} ${id}`;
}
