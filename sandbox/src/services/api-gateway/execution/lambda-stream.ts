import type * as sdk from "@aws-sdk/client-api-gateway";
import type {
  InvokeWithResponseStreamCommandInput,
  InvokeWithResponseStreamCommandOutput,
  InvokeWithResponseStreamResponseEvent,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import type { HttpResponse } from "../../../core/http.ts";
import type { IntegrationRequest } from "../mapping/parameters.ts";
import type { Exchange } from "./exchange.ts";
import { badGateway, integrationTimeout } from "./failure.ts";
import { eventOf, invocationFailure, remapped, targetOf } from "./lambda.ts";

/** Between the metadata and the payload. */
const DELIMITER = Buffer.alloc(8);

interface Metadata {
  statusCode?: unknown;
  headers?: Record<string, unknown>;
  multiValueHeaders?: Record<string, unknown[]>;
  cookies?: unknown[];
}

type Chunks = AsyncGenerator<Buffer, void>;

/**
 * Lambda proxy with the transfer mode STREAM: the function writes its metadata as JSON, eight zero bytes and the payload, which goes to the
 * client as it comes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html (2026-11)
 */
export async function streamFunction(
  integration: sdk.Integration,
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<HttpResponse> {
  const deadline = performance.now() + integration.timeoutInMillis!;
  const { caller, functionName } = await targetOf(integration, exchange);
  const payload = Buffer.from(JSON.stringify(eventOf(request, exchange)));
  try {
    const invocation = caller.call<InvokeWithResponseStreamCommandInput, InvokeWithResponseStreamCommandOutput>(
      "lambda",
      "InvokeWithResponseStream",
      { FunctionName: functionName, Payload: payload },
    );
    const { EventStream } = await before(deadline, invocation);
    const chunks = chunksOf(EventStream!, deadline);
    const { metadata, rest } = await readMetadata(chunks);
    const head = headOf(metadata);
    exchange.variables["integration"] = { integrationStatus: 200, status: head.status };
    return { ...head, body: payloadOf(rest, chunks) };
  } catch (error) {
    if (error instanceof TooLate) throw integrationTimeout(integration.timeoutInMillis!);
    if (error instanceof FunctionFailed || error instanceof SyntaxError)
      throw badGateway(`Malformed streaming Lambda proxy response: ${error.message}`);
    throw error instanceof AwsError ? invocationFailure(error) : error;
  }
}

class TooLate extends Error {}
class FunctionFailed extends Error {}

async function before<T>(deadline: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new TooLate("the stream took too long")),
      Math.max(0, deadline - performance.now()),
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // nobody waits for it any more after a time-out
  }
}

/** The payloads of the events; throws what ends the stream early. */
async function* chunksOf(events: AsyncIterable<InvokeWithResponseStreamResponseEvent>, deadline: number): Chunks {
  const iterator = events[Symbol.asyncIterator]();
  for (;;) {
    const { value: event, done } = await before(deadline, iterator.next());
    if (done) return;
    if (event.PayloadChunk?.Payload) yield Buffer.from(event.PayloadChunk.Payload);
    if (event.InvokeComplete?.ErrorCode) throw new FunctionFailed(event.InvokeComplete.ErrorDetails ?? "");
  }
}

async function readMetadata(chunks: Chunks): Promise<{ metadata: Metadata; rest: Buffer }> {
  let read = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await chunks.next();
    if (done) throw new SyntaxError("the stream has no metadata that end with eight zero bytes");
    read = Buffer.concat([read, value]);
    const at = read.indexOf(DELIMITER);
    if (at < 0) continue;
    const metadata = JSON.parse(read.subarray(0, at).toString()) as Metadata | null;
    if (metadata === null || typeof metadata !== "object") throw new SyntaxError("the metadata are no object");
    return { metadata, rest: read.subarray(at + DELIMITER.length) };
  }
}

function headOf({ statusCode = 200, headers = {}, multiValueHeaders = {}, cookies = [] }: Metadata) {
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599)
    throw new SyntaxError(`statusCode ${JSON.stringify(statusCode)} is no HTTP status`);
  const all: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) all[name] = String(value);
  for (const [name, values] of Object.entries(multiValueHeaders)) all[name] = values.map(String);
  if (cookies.length) all["Set-Cookie"] = cookies.map(String);
  if (!Object.keys(all).some((name) => name.toLowerCase() === "content-type")) all["Content-Type"] = "application/json";
  return { status, headers: remapped(all) };
}

async function* payloadOf(rest: Buffer, chunks: Chunks): AsyncGenerator<Uint8Array> {
  if (rest.length) yield rest;
  yield* chunks;
}
