import type { Handler } from "./load-handler.ts";

interface Channel {
  ref(): void;
  unref(): void;
}

let onLoopEmpty: (() => void) | undefined;
process.on("beforeExit", () => onLoopEmpty?.());

/**
 * An invocation as the runtimes before Node.js 24 do it: the result comes from a promise, the callback, or context.succeed/fail/done;
 * a callback's result is sent when the event loop is empty, unless callbackWaitsForEmptyEventLoop is false; and when the loop is empty
 * with no result at all, the result is null.
 */
export function invokeWithCallback(handler: Handler, event: unknown, base: object, channel: Channel): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let waits = true;
    let settled = false;
    const settle = (finish: () => void): void => {
      if (settled) return;
      settled = true;
      onLoopEmpty = undefined;
      channel.ref();
      finish();
    };
    const callback = (error?: unknown, result?: unknown): void => {
      const finish = () => (error === null || error === undefined ? resolve(result) : reject(error));
      if (waits) onLoopEmpty = () => settle(finish);
      else settle(finish);
    };
    const now = (error?: unknown, result?: unknown): void => {
      waits = false;
      callback(error, result);
    };
    const context = {
      ...base,
      get callbackWaitsForEmptyEventLoop() {
        return waits;
      },
      set callbackWaitsForEmptyEventLoop(value: boolean) {
        waits = value;
      },
      succeed: (result: unknown) => now(null, result),
      fail: (error: unknown) => now(error ?? "handled"),
      done: now,
    };

    onLoopEmpty = () => settle(() => resolve(null));
    // With the channel unreferenced, "beforeExit" tells that the function has nothing left to do.
    channel.unref();
    try {
      const returned = handler(event, context, callback);
      if (typeof (returned as PromiseLike<unknown> | null | undefined)?.then === "function")
        (returned as PromiseLike<unknown>).then(
          (result) => settle(() => resolve(result)),
          (error: unknown) => settle(() => reject(error)),
        );
    } catch (error) {
      settle(() => reject(error));
    }
  });
}
