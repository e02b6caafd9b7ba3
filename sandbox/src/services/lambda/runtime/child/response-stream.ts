import { Writable } from "node:stream";
import { runtimeError } from "./function-error.ts";

const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const HIGH_WATER_MARK = Symbol.for("aws.lambda.runtime.handler.streaming.highWaterMark");
const RESPONSE = "response";

/** What a function URL and API Gateway look for: JSON with status and headers, eight zero bytes, then the body. */
const INTEGRATION_RESPONSE = "application/vnd.awslambda.http-integration-response";
const DELIMITER = Buffer.alloc(8);

export type StreamingHandler = (event: unknown, stream: Writable, context: object) => unknown;

type Send = (chunk: Buffer, contentType: string | undefined) => void;

/** The stream a streaming handler writes to: each write leaves the process at once. */
class ResponseStream extends Writable {
  contentType: string | undefined;
  #prelude: Buffer | undefined;
  #send: Send;

  constructor(send: Send, highWaterMark: number | undefined) {
    super(highWaterMark === undefined ? {} : { highWaterMark });
    this.#send = send;
  }

  setContentType(contentType: string): void {
    this.contentType = contentType;
  }

  /** Goes before whatever is written first, or alone where nothing is. */
  setPrelude(metadata: unknown): void {
    this.setContentType(INTEGRATION_RESPONSE);
    this.#prelude = Buffer.concat([Buffer.from(JSON.stringify(metadata)), DELIMITER]);
  }

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: () => void): void {
    this.#flushPrelude();
    this.#send(typeof chunk === "string" ? Buffer.from(chunk, encoding) : chunk, this.contentType);
    done();
  }

  override _final(done: () => void): void {
    this.#flushPrelude();
    done();
  }

  #flushPrelude(): void {
    if (this.#prelude) this.#send(this.#prelude, this.contentType);
    this.#prelude = undefined;
  }
}

/** The global `awslambda` of the managed runtimes. */
export function defineAwslambda(): void {
  Object.assign(globalThis, {
    awslambda: {
      streamifyResponse(handler: StreamingHandler, options?: { highWaterMark?: number }): StreamingHandler {
        return Object.assign(handler, { [STREAMING]: RESPONSE, [HIGH_WATER_MARK]: options?.highWaterMark });
      },
      HttpResponseStream: {
        from(stream: ResponseStream, metadata: unknown): ResponseStream {
          stream.setPrelude(metadata);
          return stream;
        },
      },
    },
  });
}

export function isStreaming(handler: object): handler is StreamingHandler {
  return (handler as Record<symbol, unknown>)[STREAMING] === RESPONSE;
}

/**
 * Runs a streaming handler. Ends when both the promise and the stream have ended: a stream that is never ended runs into the time-out.
 * https://docs.aws.amazon.com/lambda/latest/dg/config-rs-write-functions.html (2026-11)
 */
export async function invokeStreaming(
  handler: StreamingHandler,
  event: unknown,
  context: object,
  send: Send,
): Promise<{ contentType: string | undefined }> {
  const stream = new ResponseStream(send, (handler as unknown as Record<symbol, number | undefined>)[HIGH_WATER_MARK]);
  const finished = new Promise<void>((resolve, reject) => stream.on("finish", resolve).on("error", reject));
  finished.catch(() => {}); // awaited below; a handler that fails first must not leave it unhandled
  const returned = handler(event, stream, context);
  if (typeof (returned as PromiseLike<unknown> | null | undefined)?.then !== "function")
    throw runtimeError("Error", "Streaming does not support non-async handlers.");
  if ((await returned) !== undefined) console.warn("Streaming handlers ignore return values.");
  await finished;
  return { contentType: stream.contentType };
}
