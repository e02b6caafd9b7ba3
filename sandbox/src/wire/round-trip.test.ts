import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen, type RunningServer } from "../gateway/server.ts";
import { services } from "../services/index.ts";
import { Codec, type Decoded } from "./codec.ts";
import { createRandom, generate } from "./generate.ts";
import { operationTraits, shapeOf, traitsOf } from "./schema.ts";

const ROUNDS = 3;

interface Client {
  send(command: object): Promise<Record<string, unknown>>;
  destroy(): void;
  middlewareStack: { remove(name: string): boolean };
}

/** Middlewares that look at the meaning of values, which random values do not have. */
const MEANINGFUL = ["validateBucketNameMiddleware", "endpointDiscoveryMiddleware"];
/** S3 members that the SDK or the server derives from others. */
const DERIVED =
  /^(CopySourceSSECustomerKey|SSECustomerKey|CopySourceSSECustomerKeyMD5|SSECustomerKeyMD5|ChecksumAlgorithm|ContentMD5|ChecksumMode|ContentLength)$/;

/**
 * Every operation of every client in use: real SDK client -> HTTP -> decode gives the input back; encode -> the client gives the
 * output back. Guards the pinned SDK: its serialisers are used here in the direction they were not written for.
 */
describe.each(Object.keys(services))("the codec of %s", (id) => {
  let server: RunningServer;
  let codec: Codec;
  let module: Record<string, unknown>;
  let client: Client;
  let current: { input: Record<string, unknown>; output: Record<string, unknown> };
  let decoded: Decoded | Error | undefined;

  beforeAll(async () => {
    module = (await import(`@aws-sdk/client-${id}`)) as Record<string, unknown>;
    codec = new Codec(module);
    server = await listen(0, async (request) => {
      const bucket = current.input["Bucket"];
      const isS3 = id === "s3";
      const path = isS3 && typeof bucket === "string" ? request.path.slice(bucket.length + 1) || "/" : request.path;
      try {
        decoded = await codec.decode({ ...request, path }, isS3 ? ((bucket as string | undefined) ?? null) : undefined);
        return await codec.encode(decoded, current.output, "request-1");
      } catch (error) {
        decoded = error as Error;
        return { status: 599, headers: {}, body: String(error) };
      }
    });
    const name = Object.keys(module).find((key) => key.endsWith("Client") && key !== "__Client")!;
    client = new (module[name] as new (config: object) => Client)({
      endpoint: `http://127.0.0.1:${server.port}`,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
      forcePathStyle: true,
      disableHostPrefix: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      // SQS: the bodies are not those of the digests.
      md5: false,
    });
    for (const middleware of MEANINGFUL) client.middlewareStack.remove(middleware);
  });

  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  test("gives back what a client sent and what a service answered", async () => {
    const random = createRandom(7);
    const failures: string[] = [];
    let calls = 0;
    for (const [name, operation] of codec.client.operations) {
      const input = shapeOf(operation, "input");
      const output = shapeOf(operation, "output");
      // Event streams are no single message; the services that emulate one test it themselves.
      if (input?.getEventStreamMember() || output?.getEventStreamMember()) continue;
      for (let round = 0; round < ROUNDS; round++) {
        calls++;
        current = {
          input: (input ? generate(input, random) : {}) as Record<string, unknown>,
          output: (output ? generate(output, random) : {}) as Record<string, unknown>,
        };
        adapt(id, name, current);
        for (const [member, shape] of output?.structIterator() ?? [])
          if (traitsOf(shape).httpResponseCode) current.output[member] = operationTraits(operation).http?.[2] ?? 200;

        decoded = undefined;
        const Command = module[`${name}Command`] as new (value: object) => object;
        const answer = await client.send(new Command(structuredClone(current.input))).catch((error: Error) => error);
        const failure = await compare(name, current, decoded, answer);
        if (failure) failures.push(failure);
      }
    }
    expect(calls).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });
});

function adapt(
  id: string,
  name: string,
  value: { input: Record<string, unknown>; output: Record<string, unknown> },
): void {
  const { input, output } = value;
  // Names a global endpoint of EventBridge, which the SDK would speak to instead.
  delete input["EndpointId"];
  if (id !== "s3") return;
  if (input["Bucket"] !== undefined) input["Bucket"] = "bucket";
  if (input["CopySource"] !== undefined) input["CopySource"] = "a/b";
  if (input["AccountId"] !== undefined) input["AccountId"] = "123";
  for (const member of Object.keys(input)) if (DERIVED.test(member)) delete input[member];
  // HTTP sets the length, and an empty stream cannot be told from none.
  for (const [member, value] of Object.entries(output))
    if (value instanceof Uint8Array && !value.length) delete output[member];
  delete output["Checksum"];
  delete output["ContentLength"];
  delete output["ExpiresString"];
  // The client takes an empty 200 to a copy for an aborted one.
  if (name === "UploadPartCopy") output["CopyPartResult"] ??= { ETag: "x" };
}

async function compare(
  name: string,
  sent: { input: Record<string, unknown>; output: Record<string, unknown> },
  decoded: Decoded | Error | undefined,
  answer: Record<string, unknown> | Error,
): Promise<string | undefined> {
  if (decoded === undefined) return `${name}: not sent: ${String(answer)}`;
  if (decoded instanceof Error) return `${name}: not decoded: ${decoded.message}`;
  if (decoded.name !== name) return `${name}: routed to ${decoded.name}`;
  const received = { ...decoded.input };
  // The SDK adds checksums, lengths and a content type of its own.
  for (const member of Object.keys(received))
    if (/^Checksum|^ContentMD5$|^ContentLength$|^ContentType$/.test(member) && !(member in sent.input))
      delete received[member];
  if (!isDeepStrictEqual(comparable(received), comparable(sent.input)))
    return `${name}: input ${JSON.stringify(comparable(sent.input))} became ${JSON.stringify(comparable(received))}`;
  if (answer instanceof Error) return `${name}: answer not read: ${answer.message}`;
  for (const [member, value] of Object.entries(answer)) {
    if (isStream(value)) answer[member] = await value.transformToByteArray();
    const read = answer[member];
    if (read instanceof Uint8Array && !read.length && !(member in sent.output)) delete answer[member];
    if (member === "ContentLength" || member === "ExpiresString") delete answer[member];
    // A payload gets a content type, whether or not the service names one.
    if (/^contentType$/i.test(member) && !(member in sent.output)) delete answer[member];
  }
  if (!isDeepStrictEqual(comparable(answer), comparable(sent.output)))
    return `${name}: output ${JSON.stringify(comparable(sent.output))} became ${JSON.stringify(comparable(answer))}`;
  return undefined;
}

function isStream(value: unknown): value is { transformToByteArray(): Promise<Uint8Array> } {
  return typeof (value as { transformToByteArray?: unknown } | null)?.transformToByteArray === "function";
}

/** The same value whatever class carries it; null, undefined and an empty map or structure are "absent" on every wire. */
function comparable(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return `bytes:${Buffer.from(value).toString("hex")}`;
  if (value instanceof String || value?.constructor?.name.includes("LazyJson")) return String(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => key !== "$metadata" && inner !== undefined && inner !== null && !isEmptyObject(inner))
    .map(([key, inner]) => [key, comparable(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype && !Object.keys(value!).length;
}
