import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { services } from "./services/index.ts";
import { startTestSandbox, type TestSandbox } from "./testing.ts";
import { Codec } from "./wire/codec.ts";
import { createRandom, generate, type Random } from "./wire/generate.ts";
import { shapeOf } from "./wire/schema.ts";

const ROUNDS = 6;
const HANG_MS = 5000;

interface HttpRequest {
  body?: unknown;
  path: string;
  query: Record<string, unknown>;
  headers: Record<string, string>;
}

interface Client {
  send(command: object, options: { abortSignal: AbortSignal }): Promise<unknown>;
  destroy(): void;
  middlewareStack: {
    add(middleware: (next: Next) => Next, options: { step: "build"; name: string; priority: "low" }): void;
    remove(name: string): boolean;
  };
}

type Next = (parameters: { request: HttpRequest }) => Promise<unknown>;

/** One thing wrong, before the request is signed: what a broken or hostile client would send. */
function mutate(request: HttpRequest, random: Random): void {
  const body =
    typeof request.body === "string" || request.body instanceof Uint8Array ? Buffer.from(request.body) : undefined;
  switch (random(6)) {
    case 0:
      if (body?.length) request.body = body.subarray(0, random(body.length));
      break;
    case 1:
      if (body?.length) {
        body[random(body.length)] = random(256);
        request.body = body;
      }
      break;
    case 2:
      if (body)
        request.body = Buffer.from(
          body.toString("utf8").replace(/"[^"]*"|>[^<]+</, () => ["null", "[]", "{}", "1e999"][random(4)]!),
        );
      break;
    case 3:
      request.query = { ...request.query, [`x${random(9)}`]: "%00" };
      break;
    case 4:
      request.path = request.path.replace(/[a-z]/i, () => "é%2F..");
      break;
    default:
      request.headers["content-type"] = "text/nonsense";
  }
}

/**
 * Every emulated operation with random values, and again with one thing broken: AWS-shaped answers only. A 500 is a fault of the sandbox;
 * 501 names something that is not emulated.
 */
describe.each(Object.keys(services))("%s", (id) => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  afterAll(() => sandbox.stop());

  test("answers nonsense with errors of the sender", async () => {
    const module = (await import(`@aws-sdk/client-${id}`)) as Record<string, unknown>;
    const codec = new Codec(module);
    const definition = await services[id]!.load();
    const name = Object.keys(module).find((key) => key.endsWith("Client") && key !== "__Client")!;
    const client = new (module[name] as new (config: object) => Client)(sandbox.client());
    for (const middleware of ["validateBucketNameMiddleware", "endpointDiscoveryMiddleware"])
      client.middlewareStack.remove(middleware);
    const random = createRandom(11);
    let isBroken = false;
    const breaking =
      (next: Next): Next =>
      async (parameters) => {
        if (isBroken) mutate(parameters.request, random);
        const { body, headers } = parameters.request;
        // A body shorter than it was announced would only be waited for.
        if ("content-length" in headers && body instanceof Uint8Array)
          headers["content-length"] = String(body.byteLength);
        return next(parameters);
      };
    client.middlewareStack.add(breaking, { step: "build", name: "breaking", priority: "low" });

    const faults: string[] = [];
    for (const operation of Object.keys(definition.operations)) {
      const schema = codec.client.operations.get(operation);
      expect(schema, `${id} ${operation} is an operation of the SDK client`).toBeDefined();
      const input = shapeOf(schema!, "input");
      if (input?.getEventStreamMember()) continue;
      const Command = module[`${operation}Command`] as new (value: object) => object;
      for (let round = 0; round < ROUNDS; round++) {
        isBroken = round > 0;
        const value = (input ? generate(input, random) : {}) as Record<string, unknown>;
        if (id === "s3") {
          if (value["Bucket"] !== undefined) value["Bucket"] = "bucket";
          // Announced and sent must agree, or the server waits for the rest.
          delete value["ContentLength"];
        }
        const abortSignal = AbortSignal.timeout(HANG_MS);
        const error = await client.send(new Command(value), { abortSignal }).then(
          () => undefined,
          (thrown: Error & { $metadata?: { httpStatusCode?: number } }) => thrown,
        );
        const status = error?.$metadata?.httpStatusCode;
        if (abortSignal.aborted) faults.push(`${operation}: no answer for ${JSON.stringify(value).slice(0, 300)}`);
        if (status !== undefined && status >= 500 && status !== 501)
          faults.push(
            `${operation}: ${status} ${error!.name}: ${error!.message} for ${JSON.stringify(value).slice(0, 300)}`,
          );
      }
    }
    client.destroy();

    expect(faults).toEqual([]);
    expect((await fetch(`${sandbox.endpoint}/_sandbox/health`)).status).toBe(200);
  });
});
