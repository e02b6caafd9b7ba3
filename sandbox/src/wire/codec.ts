import { AwsError, NotEmulated } from "../core/errors.ts";
import type { HttpRequest, HttpResponse } from "../core/http.ts";
import { describeClient, type ClientDescription } from "./client.ts";
import { writeError } from "./error-body.ts";
import { fits } from "./fits.ts";
import { parseForm, readForm } from "./form.ts";
import { wantsJson, writeQuery, writeQueryJson } from "./query.ts";
import { mistyped } from "./json-types.ts";
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
  /** A query that is to be answered in JSON. */
  isJsonQuery: boolean;
}

/**
 * The wire protocol of one service, both directions, driven by the schemas that its SDK client carries. Knows no service by name,
 * but for two things: the bucket of an S3 request is cut from host or path before routing, so it comes in apart; and a query that is posted to a
 * queue's URL need not name the queue again.
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
    if (shape && !fits(shape, input)) this.#refuse(shape, input, format);
    return { operation, name: operationName(operation), input, format, isJsonQuery: wantsJson(request) };
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
        if (decoded.isJsonQuery)
          return {
            status: 200,
            headers: { ...headers, "content-type": "application/json" },
            body: writeQueryJson(operation, value, requestId),
          };
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
        const operation = this.#operation(request.headers["x-amz-target"]!.split(".").pop()!, format);
        const shape = shapeOf(operation, "input");
        return { operation, input: shape ? await this.#readJson(shape, request.body) : {} };
      }
      case "query": {
        const form = parseForm(formOf(request));
        const action = form["Action"];
        if (typeof action !== "string")
          throw new AwsError("MissingAction", "The request must contain the parameter Action", { status: 400 });
        const operation = this.#operation(action, format);
        const shape = shapeOf(operation, "input");
        const isEc2 = this.client.protocol === "ec2Query";
        const input = shape ? ((readForm(shape, form, isEc2) ?? {}) as Record<string, unknown>) : {};
        if (shape && request.path !== "/" && "QueueUrl" in shape.getMemberSchemas()) input["QueueUrl"] ??= request.path;
        return { operation, input };
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

  #operation(name: string, format: Format): OperationSchema {
    const operation = this.client.operations.get(name);
    if (operation) return operation;
    if (format === "query")
      throw new AwsError("InvalidAction", `Could not find operation ${name} for this API version`, { status: 400 });
    throw new AwsError("UnknownOperationException", "", { status: 400 });
  }

  async #readJson(shape: NonNullable<ReturnType<typeof shapeOf>>, body: Buffer): Promise<Record<string, unknown>> {
    const protocol = this.client.serde as unknown as { deserializer: { read(schema: unknown, body: Buffer): unknown } };
    const input = await readOrRefuse(
      async () => protocol.deserializer.read(shape, body.length ? body : Buffer.from("{}")),
      this.client,
    );
    // The one body that is no structure and is read as nothing.
    if (input === null) throw serialization("Unexpected value type in payload");
    return input as Record<string, unknown>;
  }

  #serializer(): { write(schema: unknown, value: unknown): void; flush(): string } {
    return (
      this.client.serde as unknown as { serializer: { write(schema: unknown, value: unknown): void; flush(): string } }
    ).serializer;
  }

  /** What does not fit: a value of another type, which only JSON can bring, or one that is missing. */
  #refuse(shape: NonNullable<ReturnType<typeof shapeOf>>, input: Record<string, unknown>, format: Format): void {
    const isJson = format === "json" || this.client.protocol === "restJson1";
    const fault = isJson ? mistyped(shape, input, format === "rest") : undefined;
    if (fault) throw serialization(fault);
    const missing = missingMembers(shape, input);
    if (missing.length) throw this.#missing(missing);
  }

  /** Texts as recorded: JSON services name all members that fail, REST and query services one. */
  #missing(paths: string[]): AwsError {
    if (this.client.protocol === "restXml") return malformedXml();
    if (this.client.settings.awsQueryCompatible) {
      const name = paths[0]!.replaceAll(/(^|\.)[a-z]/g, (start) => start.toUpperCase()).replaceAll(".Member", "");
      return new AwsError("MissingRequiredParameterException", `The request must contain the parameter ${name}.`, {
        status: 400,
        query: { code: "MissingParameter" },
      });
    }
    const failures = paths.map(
      (path) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
    );
    const text = `${paths.length} validation error${paths.length > 1 ? "s" : ""} detected: ${failures.join("; ")}`;
    const code = this.client.protocol.endsWith("Query") ? "ValidationError" : "ValidationException";
    return new AwsError(code, text, { status: 400 });
  }
}

/** A query may stand in the URL, whatever else is in the body; a body that says it is JSON is no form. */
function formOf({ rawQuery, body, headers }: HttpRequest): Buffer {
  const type = headers["content-type"] ?? "";
  const form = /^application\/(x-amz-)?json/.test(type) ? Buffer.alloc(0) : body;
  if (!rawQuery) return form;
  const isForm = type.startsWith("application/x-www-form-urlencoded");
  return Buffer.concat([Buffer.from(rawQuery), ...(isForm ? [Buffer.from("&"), form] : [])]);
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
    throw serialization((error as Error).message, error);
  }
}

function serialization(message: string, cause?: unknown): AwsError {
  return new AwsError("SerializationException", message, { status: 400, cause });
}
