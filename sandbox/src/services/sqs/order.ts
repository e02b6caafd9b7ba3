import { Heap } from "./heap.ts";
import type { Message } from "./message.ts";

/** Which messages of a queue come next. Called for every change of a message's state. */
export interface DeliveryOrder {
  add(message: Message): void;
  /** It became available; `before` is what it was. */
  offer(message: Message, before: Message["state"]): void;
  /** It was received. */
  take(message: Message): void;
  remove(message: Message, before: Message["state"]): void;
  /** Those that can be received, one after the other; the caller takes or removes each before it asks for the next. */
  next(): Iterable<Message>;
}

interface Tenant {
  available: Heap<Message>;
  inFlight: number;
  size: number;
}

/**
 * A standard queue: in the order of arrival, but for fair queues. Of the messages with a MessageGroupId, those of the group with the
 * fewest in flight go first; messages without one wait for nobody.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html (2026-11)
 */
export class StandardOrder implements DeliveryOrder {
  #tenants = new Map<string | undefined, Tenant>();

  add({ groupId }: Message): void {
    const tenant = this.#tenants.get(groupId) ?? {
      available: new Heap<Message>(
        ({ order }) => order,
        ({ state }) => state === "available",
      ),
      inFlight: 0,
      size: 0,
    };
    tenant.size++;
    this.#tenants.set(groupId, tenant);
  }

  offer(message: Message, before: Message["state"]): void {
    const tenant = this.#tenants.get(message.groupId)!;
    if (before === "in-flight") tenant.inFlight--;
    tenant.available.push(message);
  }

  take(message: Message): void {
    this.#tenants.get(message.groupId)!.inFlight++;
  }

  remove({ groupId }: Message, before: Message["state"]): void {
    const tenant = this.#tenants.get(groupId)!;
    if (before === "in-flight") tenant.inFlight--;
    if (--tenant.size === 0) this.#tenants.delete(groupId);
  }

  *next(): Iterable<Message> {
    for (;;) {
      let best: Tenant | undefined;
      let bestLoad = 0;
      for (const [groupId, tenant] of this.#tenants) {
        const head = tenant.available.top;
        if (!head) continue;
        const load = groupId === undefined ? 0 : tenant.inFlight;
        if (!best || load < bestLoad || (load === bestLoad && head.order < best.available.top!.order)) {
          best = tenant;
          bestLoad = load;
        }
      }
      if (!best) return;
      yield best.available.pop()!;
    }
  }
}

/**
 * A FIFO queue: the messages of a group in order, none past one that is in flight or delayed. As many of one group as are asked for, then
 * those of the next: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html (2026-11)
 */
export class FifoOrder implements DeliveryOrder {
  #groups = new Map<string, Set<Message>>();

  add(message: Message): void {
    const group = this.#groups.get(message.groupId!) ?? new Set();
    this.#groups.set(message.groupId!, group.add(message));
  }

  offer(): void {}

  take(): void {}

  remove(message: Message): void {
    const group = this.#groups.get(message.groupId!)!;
    group.delete(message);
    if (!group.size) this.#groups.delete(message.groupId!);
  }

  *next(): Iterable<Message> {
    for (const [groupId, group] of Array.from(this.#groups)) {
      let isServed = false;
      try {
        for (const message of group) {
          if (message.state !== "available") break;
          isServed = true;
          yield message;
        }
      } finally {
        // The next receive begins with another group.
        if (isServed && this.#groups.delete(groupId)) this.#groups.set(groupId, group);
      }
    }
  }
}
