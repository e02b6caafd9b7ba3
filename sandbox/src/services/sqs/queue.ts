import { randomUUID } from "node:crypto";
import type { Clock, Timer } from "../../core/clock.ts";
import { numberOf, type QueueAttributes, redriveOf } from "./attribute-values.ts";
import { Deduplication } from "./deduplication.ts";
import { Heap } from "./heap.ts";
import { MAX_IN_FLIGHT } from "./limits.ts";
import type { QueueMeter } from "./meter.ts";
import { readReceiptHandle, writeReceiptHandle, type Message, type MessageContent } from "./message.ts";
import { FifoOrder, StandardOrder, type DeliveryOrder } from "./order.ts";

interface Identity {
  name: string;
  arn: string;
  url: string;
  isFifo: boolean;
}

/** What a receive found: those for the consumer, and those that were received too often. */
interface Received {
  messages: Message[];
  dead: Message[];
}

interface Due {
  at: number;
  message: Message;
}

/**
 * One queue: what is in it, who may have what when. It keeps one timer, for the next end of a delay, of a visibility timeout or of the
 * retention period, so that the sandbox's clock can jump to it; `onAvailable` is called when there may be something new to receive.
 */
export class Queue {
  readonly id = randomUUID();
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly isFifo: boolean;
  readonly createdAt: number;
  readonly tags = new Map<string, string>();
  readonly deduplication = new Deduplication();
  readonly meter: QueueMeter;
  modifiedAt: number;
  attributes: QueueAttributes;
  purgedAt = -Infinity;
  isDeleted = false;
  #messages = new Map<string, Message>();
  #order: DeliveryOrder;
  #due = new Heap<Due>(
    ({ at }) => at,
    ({ at, message }) => message.dueAt === at && (message.state === "delayed" || message.state === "in-flight"),
  );
  #oldest = new Heap<Message>(
    ({ sentAt }) => sentAt,
    ({ state }) => state !== "gone",
  );
  #counts = { delayed: 0, available: 0, "in-flight": 0, gone: 0 };
  #nextOrder = 1;
  #receives = 0;
  #timer: { at: number; timer: Timer } | undefined;
  readonly #clock: Clock;
  readonly #onAvailable: () => void;

  constructor(
    identity: Identity,
    attributes: QueueAttributes,
    { clock, meter, onAvailable }: { clock: Clock; meter: QueueMeter; onAvailable: () => void },
  ) {
    this.name = identity.name;
    this.arn = identity.arn;
    this.url = identity.url;
    this.isFifo = identity.isFifo;
    this.attributes = attributes;
    this.meter = meter;
    this.createdAt = this.modifiedAt = clock.now();
    this.#order = this.isFifo ? new FifoOrder() : new StandardOrder();
    this.#clock = clock;
    this.#onAvailable = onAvailable;
  }

  /** After what the clock has changed. */
  get counts(): { delayed: number; available: number; inFlight: number } {
    this.#catchUp();
    return { delayed: this.#counts.delayed, available: this.#counts.available, inFlight: this.#counts["in-flight"] };
  }

  /** `delaySeconds`: in place of the queue's. */
  send(content: MessageContent, senderId: string, delaySeconds?: number): Message {
    const now = this.#clock.now();
    const delay = delaySeconds ?? numberOf(this.attributes, "DelaySeconds");
    const { body, attributes, traceHeader, groupId, deduplicationId } = content;
    const message: Message = {
      body,
      attributes,
      traceHeader,
      groupId,
      deduplicationId,
      id: randomUUID(),
      senderId,
      sentAt: now,
      enteredAt: now,
      order: 0,
      receiveCount: 0,
      firstReceivedAt: undefined,
      receivedAt: undefined,
      deadLetterSource: undefined,
      state: "gone",
      dueAt: now + delay * 1000,
      receiptHandle: undefined,
    };
    this.#put(message);
    return message;
  }

  /**
   * Takes in a message that another queue gave up. Of a standard queue it stays as old as it is, in a FIFO queue its retention begins anew:
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html (2026-11)
   */
  bury(message: Message, source: string): void {
    const now = this.#clock.now();
    this.#put({
      ...message,
      sentAt: this.isFifo ? now : message.sentAt,
      deadLetterSource: source,
      state: "gone",
      dueAt: now,
      receiptHandle: undefined,
    });
  }

  receive(most: number, visibilitySeconds = numberOf(this.attributes, "VisibilityTimeout")): Received {
    const isNews = this.#settle();
    const now = this.#clock.now();
    const limit = redriveOf(this.attributes)?.maxReceiveCount ?? Infinity;
    const found: Received = { messages: [], dead: [] };
    const room = Math.min(most, MAX_IN_FLIGHT - this.#counts["in-flight"]);
    if (room <= 0) {
      this.#arm();
      return found;
    }
    for (const message of this.#order.next()) {
      if (message.receiveCount >= limit) {
        this.#remove(message);
        found.dead.push(message);
        continue;
      }
      message.receiveCount++;
      message.firstReceivedAt ??= now;
      message.receivedAt = now;
      message.receiptHandle = writeReceiptHandle(this.id, message.id, ++this.#receives);
      this.#become(message, "in-flight", now + visibilitySeconds * 1000);
      found.messages.push(message);
      if (found.messages.length >= room) break;
    }
    this.#arm();
    // Others than this consumer wait for the rest.
    if (isNews && this.#counts.available > 0) this.#onAvailable();
    return found;
  }

  /** A handle is this queue's or not; the message it stands for may be gone, or have been received again since. */
  findByHandle(handle: string): { isOwn: boolean; message: Message | undefined; isLatest: boolean } {
    this.#catchUp();
    const id = readReceiptHandle(this.id, handle);
    const message = id === undefined ? undefined : this.#messages.get(id);
    return { isOwn: id !== undefined, message, isLatest: message?.receiptHandle === handle };
  }

  /** The next that a consumer could have, left where it is. */
  peek(): Message | undefined {
    this.#catchUp();
    for (const message of this.#order.next()) {
      if (!this.isFifo) this.#order.offer(message, "available");
      return message;
    }
    return undefined;
  }

  delete(message: Message): void {
    this.#remove(message);
    this.#arm();
    // The next of its group can go.
    if (this.isFifo) this.#onAvailable();
  }

  changeVisibility(message: Message, seconds: number): void {
    this.#become(message, "in-flight", this.#clock.now() + seconds * 1000);
    this.#catchUp();
  }

  purge(): void {
    for (const message of this.#messages.values()) this.#remove(message);
    this.purgedAt = this.#clock.now();
    this.#arm();
  }

  /** Nothing happens in it any more. */
  close(): void {
    this.isDeleted = true;
    this.meter.close();
    this.#timer?.timer.cancel();
    this.#onAvailable();
  }

  /** After a change of the retention period. */
  refresh(): void {
    this.#catchUp();
  }

  #put(message: Message): void {
    message.order = this.#nextOrder++;
    message.enteredAt = this.#clock.now();
    this.#messages.set(message.id, message);
    this.#oldest.push(message);
    this.#order.add(message);
    const isDelayed = message.dueAt > this.#clock.now();
    this.#become(message, isDelayed ? "delayed" : "available", message.dueAt);
    this.#arm();
    if (!isDelayed) this.#onAvailable();
  }

  #become(message: Message, state: Message["state"], dueAt: number): void {
    const before = message.state;
    this.#counts[before]--;
    this.#counts[state]++;
    message.state = state;
    message.dueAt = dueAt;
    if (state === "available") this.#order.offer(message, before);
    else this.#due.push({ at: dueAt, message });
    if (state === "in-flight" && before !== "in-flight") this.#order.take(message);
  }

  #remove(message: Message): void {
    const before = message.state;
    this.#counts[before]--;
    message.state = "gone";
    this.#messages.delete(message.id);
    this.#order.remove(message, before);
  }

  #measure(): void {
    const { delayed, available, "in-flight": inFlight } = this.#counts;
    this.meter.changed({ delayed, available, inFlight, oldestAt: this.#oldest.top?.enteredAt });
  }

  /** Whoever looks first sees what the clock has brought about, and must tell those that wait: the timer finds nothing new then. */
  #catchUp(): void {
    const isNews = this.#settle();
    this.#arm();
    if (isNews) this.#onAvailable();
  }

  /** True when a message has become available. */
  #settle(): boolean {
    const now = this.#clock.now();
    const expired = now - numberOf(this.attributes, "MessageRetentionPeriod") * 1000;
    for (let oldest = this.#oldest.top; oldest && oldest.sentAt <= expired; oldest = this.#oldest.top)
      this.#remove(oldest);
    let isSomeAvailable = false;
    for (let due = this.#due.top; due && due.at <= now; due = this.#due.top) {
      this.#become(due.message, "available", due.at);
      isSomeAvailable = true;
    }
    return isSomeAvailable;
  }

  /** After each change. Sets the timer for the next change that time brings, exactly: the clock would jump to one that is no longer needed. */
  #arm(): void {
    if (!this.isDeleted) this.#measure();
    const expiry =
      this.#oldest.top && this.#oldest.top.sentAt + numberOf(this.attributes, "MessageRetentionPeriod") * 1000;
    const at = Math.min(this.#due.top?.at ?? Infinity, expiry ?? Infinity);
    if (this.#timer?.at === at) return;
    this.#timer?.timer.cancel();
    this.#timer = undefined;
    if (at === Infinity || this.isDeleted) return;
    const timer = this.#clock.after(at - this.#clock.now(), () => {
      this.#timer = undefined;
      this.#catchUp();
    });
    this.#timer = { at, timer };
  }
}
