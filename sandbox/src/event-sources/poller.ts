import { AwsError } from "../core/errors.ts";
import { signals } from "../core/signals.ts";
import type { Consumer } from "./consumer.ts";
import { POLL_RETRY_MS } from "./limits.ts";

/**
 * Reads a source while there is something. It does not poll: the source tells when it has something new, and all waiting (batching window,
 * backoff) is a timer of the sandbox's clock, so that nothing runs while nothing happens.
 */
export abstract class Poller {
  protected readonly consumer: Consumer;
  protected isStopped = false;
  /** There may be more to read. */
  protected isStale = false;
  #isPolling = false;
  #unlisten: () => void = () => {};

  constructor(consumer: Consumer) {
    this.consumer = consumer;
  }

  /** From the beginning, or from where it was paused. */
  start(): void {
    this.isStopped = false;
    const { context, sourceArn } = this.consumer;
    this.#unlisten = context.state(signals).listen(sourceArn, () => this.wake());
    this.wake();
  }

  /** No further batches; those that run end. */
  pause(): void {
    this.isStopped = true;
    this.#unlisten();
  }

  /** Takes what there is, and hands it on. */
  protected abstract read(): Promise<void>;
  /** The code of the error by which the source tells that it is gone. */
  protected abstract readonly gone: string;

  protected wake(): void {
    if (this.isStopped) return;
    this.isStale = true;
    if (!this.#isPolling) this.consumer.context.background(this.#poll());
  }

  async #poll(): Promise<void> {
    this.#isPolling = true;
    try {
      while (this.isStale && !this.isStopped) {
        this.isStale = false;
        if (this.consumer.isThere()) await this.read();
      }
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // The role lost a permission, or the source is gone: tried again when something comes, or after a minute.
      this.consumer.failed(error.message);
      if (error.code !== this.gone) this.consumer.context.clock.after(POLL_RETRY_MS, () => this.wake());
    } finally {
      this.#isPolling = false;
    }
  }
}
