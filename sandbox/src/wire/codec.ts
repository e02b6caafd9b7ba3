import { AwsError, NotEmulated } from "../core/errors.ts";
import type { HttpRequest, HttpResponse } from "../core/http.ts";
import { describeClient, type ClientDescription } from "./client.ts";
import { writeError } from "./error-body.ts";
import { parseForm, readForm } from "./form.ts";
import { writeQuery } from "./query.ts";
import { missingMembers } from "./required.ts";
import { readRest, writeRest } from "./rest.ts";
import { createRoutes, findRoute, type Route } from "./rest-route.ts";
import { operationName, shapeOf, type OperationSchema } from "./schema.ts";

type Format = "json" | "query" | "rest";

export interface Decoded {
  operation: OperationSchema;
  name: string;
  input: Record<string, unknown>;
  /** The way the answer must be written: that of the request. */
  format: Format;
}

/**
 * The wire protocol of one service, both directions, driven by the schemas that its SDK client carries. Knows no service by name,
 * but for one thing: the bucket of an S3 request is cut from host or path before routing, so it comes in apart.
 */
export class Codec {
  readonly client: ClientDescription;
  #routes: Route[] | undefined;

  constructor(module: object) {
    this.client = describeClient(module);
  }

  /** Rejects with the AwsError that AWS answers to a request it cannot read. */
  async decode(request: HttpRequest, bucket?: string | null): Promise<Decoded> {
    const format = this.#formatOf(request);
    const { operation, input } = await this.#read(format, request, bucket);
    const shape = shapeOf(operation, "input");
    const missing = shape ? missingMembers(shape, input) : [];
    if (missing.length) throw this.#missing(missing);
    return { operation, name: operationName(operation), input, format };
  }

  async encode(decoded: Decoded, output: object, requestId: string): Promise<HttpResponse> {
    const { operation, format } = decoded;
    const value = output as Record<string, unknown>;
    const headers = { "x-amzn-requestid": requestId };
    const shape = shapeOf(operation, "output");
    switch (format) {
      case "json": {
        const version = this.client.protocol.endsWith("0") ? "1.0" : "1.1";
        const contentType = { "content-type": `application/x-amz-json-${version}` };
        if (!shape) return { status: 200, headers: { ...headers, ...contentType }, body: "{}" };
        const serializer = this.#serializer();
        serializer.write(shape.getSchema(), value);
        return { status: 200, headers: { ...headers, ...contentType }, body: serializer.flush() };
      }
      case "query":
        return {
          status: 200,
          headers: { ...headers, "content-type": "text/xml" },
          body: writeQuery(this.client, operation, value, requestId),
        };
      case "rest": {
        const answer = await writeRest(this.client, operation, value);
        const id = this.client.protocol === "restXml" ? { "x-amz-request-id": requestId } : headers;
        return { status: answer.status, headers: { ...id, ...answer.headers }, body: answer.body };
      }
    }
  }

  encodeError(error: AwsError, requestId: string): HttpResponse {
    return writeError(this.client.protocol, this.client, error, requestId);
  }

  /** The client a request comes from decides, not the service: old clients speak query to services whose new ones speak JSON. */
  #formatOf(request: HttpRequest): Format {
    // No client of these services speaks it; the first that does (CloudWatch) brings it.
    if (request.headers["smithy-protocol"]) throw new NotEmulated(`the protocol ${request.headers["smithy-protocol"]}`);
    if (this.client.protocol.startsWith("rest")) return "rest";
    if (request.headers["x-amz-target"]) return "json";
    return "query";
  }

  async #read(
    format: Format,
    request: HttpRequest,
    bucket: string | null | undefined,
  ): Promise<{ operation: OperationSchema; input: Record<string, unknown> }> {
    switch (format) {
      case "json": {
        const operation = this.#operation(request.headers["x-amz-target"]!.split(".").pop()!);
        const shape = shapeOf(operation, "input");
        return { operation, input: shape ? await this.#readJson(shape, request.body) : {} };
      }
      case "query": {
        const form = parseForm(request.body.length ? request.body : Buffer.from(request.rawQuery));
        const action = form["Action"];
        if (typeof action !== "string")
          throw new AwsError("MissingAction", "The request must contain the parameter Action", { status: 400 });
        const operation = this.#operation(action);
        const shape = shapeOf(operation, "input");
        const isEc2 = this.client.protocol === "ec2Query";
        return { operation, input: shape ? ((readForm(shape, form, isEc2) ?? {}) as Record<string, unknown>) : {} };
      }
      case "rest": {
        this.#routes ??= createRoutes(this.client.operations.values());
        const route = findRoute(this.#routes, request, bucket === undefined ? undefined : bucket !== null);
        if (!route) throw new AwsError("UnknownOperationException", "", { status: 404 });
        const input = await readOrRefuse(() => readRest(this.client, route, request, bucket ?? undefined), this.client);
        return { operation: route.operation, input };
      }
    }
  }

  #operation(name: string): OperationSchema {
    const operation = this.client.operations.get(name);
    if (operation) return operation;
    if (this.client.protocol.endsWith("Query"))
      throw new AwsError("InvalidAction", `Could not find operation ${name} for this API version`, { status: 400 });
    throw new AwsError("UnknownOperationException", "", { status: 400 });
  }

  async #readJson(shape: NonNullable<ReturnType<typeof shapeOf>>, body: Buffer): Promise<Record<string, unknown>> {
    const protocol = this.client.serde as unknown as { deserializer: { read(schema: unknown, body: Buffer): unknown } };
    return readOrRefuse(
      async () =>
        (await protocol.deserializer.read(shape, body.length ? body : Buffer.from("{}"))) as Record<string, unknown>,
      this.client,
    );
  }

  #serializer(): { write(schema: unknown, value: unknown): void; flush(): string } {
    return (
      this.client.serde as unknown as { serializer: { write(schema: unknown, value: unknown): void; flush(): string } }
    ).serializer;
  }

  /** Texts as recorded: JSON services name all members that fail, REST and query services one. */
  #missing(paths: string[]): AwsError {
    if (this.client.protocol === "restXml") return malformedXml();
    const failures = paths.map(
      (path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
    );
    const text = `${paths.length} validation error${paths.length > 1 ? "s" : ""} detected: ${failures.join("; ")}`;
    const code = this.client.protocol.endsWith("Query") ? "ValidationError" : "ValidationException";
    return new AwsError(code, text, { status: 400 });
  }
}

function malformedXml(error?: unknown): AwsError {
  return new AwsError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
    { status: 400, cause: error },
  );
}

/** A body that is not what the schema says is the sender's fault: AWS answers SerializationException, S3 MalformedXML. */
async function readOrRefuse<T>(read: () => Promise<T>, client: ClientDescription): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AwsError) throw error;
    if (client.protocol === "restXml") throw malformedXml(error);
    throw new AwsError("SerializationException", (error as Error).message, { status: 400, cause: error });
  }
}
