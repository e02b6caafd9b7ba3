import { createRandom, generate, type Random } from "../wire/generate.ts";
import { Codec } from "../wire/codec.ts";
import { shapeOf } from "../wire/schema.ts";
import type { SandboxProcess } from "./sandbox-process.ts";
import type { Known } from "./known.ts";
import { mutate, type WireRequest } from "./mutations.ts";

interface SdkRequest {
  method: string;
  path: string;
  query: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
}

type Next = (parameters: { request: SdkRequest }) => Promise<unknown>;
type Middleware = (next: Next) => Next;

interface Client {
  send(command: object): Promise<object>;
  destroy(): void;
  middlewareStack: {
    add(
      middleware: Middleware,
      options: { step: "build" | "deserialize"; name: string; priority: "low" | "high" },
    ): void;
    remove(name: string): boolean;
  };
}

/** Builds requests to one service with its SDK client: valid ones, and ones that were broken before or after they were signed. */
export class Requests {
  #module: Record<string, unknown>;
  #codec: Codec;
  #sender: Client;
  #builder: Client;
  #breakBody: (request: WireRequest) => void = () => {};
  #built: WireRequest | undefined;

  constructor(module: Record<string, unknown>, sandbox: Pick<SandboxProcess, "client">) {
    this.#module = module;
    this.#codec = new Codec(module);
    const name = Object.keys(module).find((key) => key.endsWith("Client") && key !== "__Client")!;
    const Constructor = module[name] as new (config: object) => Client;
    const create = () => {
      // What is sent for a check of the body would only hide what comes after that check.
      const client = new Constructor({
        ...sandbox.client(),
        disableHostPrefix: true,
        requestChecksumCalculation: "WHEN_REQUIRED",
      });
      for (const middleware of ["validateBucketNameMiddleware", "endpointDiscoveryMiddleware"])
        client.middlewareStack.remove(middleware);
      return client;
    };
    this.#sender = create();
    this.#builder = create();
    const breaking: Middleware = (next) => (parameters) => {
      const { request } = parameters;
      const wire = wireOf(request);
      this.#breakBody(wire);
      Object.assign(request, wire);
      // A body shorter than it was announced would only be waited for.
      if ("content-length" in request.headers) request.headers["content-length"] = String(wire.body.byteLength);
      return next(parameters);
    };
    const catching: Middleware =
      () =>
      ({ request }) => {
        this.#built = wireOf(request);
        return Promise.resolve({ output: {}, response: {} });
      };
    this.#builder.middlewareStack.add(breaking, { step: "build", name: "breaking", priority: "low" });
    this.#builder.middlewareStack.add(catching, { step: "deserialize", name: "catching", priority: "high" });
  }

  /** False for the few whose requests are streams of events, and for those that wait for a minute when all is well. */
  isPlain(operation: string): boolean {
    return !this.#shapeOf(operation)?.getEventStreamMember() && operation !== "GetActivityTask";
  }

  /** What the operation needs and some of what it may have, named as things that exist. */
  value(operation: string, known: Known, random: Random): Record<string, unknown> {
    const shape = this.#shapeOf(operation);
    if (!shape) return {};
    const generated = generate(shape, random) as Record<string, unknown>;
    const value: Record<string, unknown> = {};
    for (const [member, schema] of shape.structIterator()) {
      const seen = known.all(member);
      const isRequired = generated[member] !== undefined && this.#isRequired(operation, member);
      if (!isRequired && random(100) < (seen.length ? 60 : 90)) continue;
      value[member] =
        seen.length && random(10) ? seen[random(seen.length)] : (generated[member] ?? generate(schema, random, 1));
    }
    // Announced and sent must agree, or the server waits for the rest.
    delete value["ContentLength"];
    return value;
  }

  /** Sends it as it is. */
  send(operation: string, value: object): Promise<object> {
    return this.#sender.send(this.#command(operation, value));
  }

  /** The request with something wrong, ready to be written to a socket; `undefined` where the SDK itself refuses the value. */
  async broken(operation: string, value: object, seed: number): Promise<WireRequest | undefined> {
    const random = createRandom(seed);
    const isSigned = random(5) > 0;
    this.#breakBody = (request) => isSigned && mutate("before", request, random);
    this.#built = undefined;
    await this.#builder.send(this.#command(operation, value)).catch(() => undefined);
    const built = this.#built as WireRequest | undefined;
    if (built && !isSigned) mutate("after", built, random);
    return built;
  }

  destroy(): void {
    this.#sender.destroy();
    this.#builder.destroy();
  }

  #command(operation: string, value: object): object {
    const Command = this.#module[`${operation}Command`] as new (value: object) => object;
    return new Command(structuredClone(value));
  }

  #shapeOf(operation: string) {
    return shapeOf(this.#codec.client.operations.get(operation)!, "input");
  }

  #isRequired(operation: string, member: string): boolean {
    const shape = this.#shapeOf(operation)!;
    const [, , , , names, , required = 0] = shape.getSchema() as unknown as [0, 0, 0, 0, string[], 0, number?];
    return names.indexOf(member) < required;
  }
}

function wireOf({ method, path, query, headers, body }: SdkRequest): WireRequest {
  const bytes = typeof body === "string" || body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0);
  return { method, path, query: { ...query }, headers: { ...headers }, body: bytes };
}
