import { FromStringShapeDeserializer } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { operation as createOperation, translateTraits } from "@smithy/core/schema";
import type { SchemaRef } from "@smithy/types";
import type { HttpRequest } from "../core/http.ts";
import type { ClientDescription } from "./client.ts";
import { escapeXml } from "./error-body.ts";
import { eventStreamMember, writeEventStream } from "./event-stream.ts";
import type { Route } from "./rest-route.ts";
import { deriveStructure, operationTraits, shapeOf, traitsOf, type OperationSchema } from "./schema.ts";

const DATE_TIME = 5; // timestampFormat of a text where the schema names none: 5 date-time, 6 http-date, 7 epoch-seconds
const EMPTY = Buffer.alloc(0);

const bodyShapes = new WeakMap<OperationSchema, ReturnType<typeof deriveStructure>>();
const answerShapes = new WeakMap<OperationSchema, ReturnType<typeof deriveStructure>>();

/**
 * Reads a REST request. Headers, payload and body are what a response carries too, so the client's own response deserialiser reads
 * them over the input shape; labels and query, which no response has, are added here.
 */
export async function readRest(
  client: ClientDescription,
  route: Route,
  request: HttpRequest,
  bucket: string | undefined,
): Promise<Record<string, unknown>> {
  const shape = shapeOf(route.operation, "input");
  if (!shape) return {};
  const members = [...shape.structIterator()];
  const text = new FromStringShapeDeserializer({
    timestampFormat: { useTrait: true, default: DATE_TIME },
    httpBindings: true,
  });
  text.setSerdeContext(client.serdeContext);

  const input = await readBody(client, route.operation, shape, request);
  const stream = members.find(([, member]) => traitsOf(member).httpPayload && member.isStreaming());
  if (stream && request.body.length) input[stream[0]] = request.body;
  // No text is the empty text; what that means is for the operation to say.
  const payload = members.find(([, member]) => traitsOf(member).httpPayload && member.isStringSchema());
  if (payload && !request.body.length) input[payload[0]] = "";
  if (bucket !== undefined && route.wantsBucket) input["Bucket"] = bucket;

  const match = route.path.exec(request.path)!;
  route.labels.forEach((label, index) => {
    const raw = match[index + 1]!.split("/").map(decodeURIComponent).join("/");
    input[label] = text.read(shape.getMemberSchema(label), raw);
  });

  const seen = new Set(["x-id", ...route.fixedQuery.map(([key]) => key)]);
  for (const [name, member] of members) {
    const key = traitsOf(member).httpQuery;
    if (!key || !request.query.has(key)) continue;
    seen.add(key);
    input[name] = member.isListSchema()
      ? request.query.getAll(key).map((value) => text.read(member.getValueSchema(), value))
      : text.read(member, request.query.get(key)!);
  }
  for (const [name, member] of members) {
    if (!traitsOf(member).httpQueryParams) continue;
    const rest = [...new Set(request.query.keys())].filter((key) => !seen.has(key));
    const isList = member.getValueSchema().isListSchema();
    if (rest.length)
      input[name] = Object.fromEntries(
        rest.map((key) => [key, isList ? request.query.getAll(key) : request.query.get(key)]),
      );
  }
  return input;
}

async function readBody(
  client: ClientDescription,
  operation: OperationSchema,
  shape: NormalizedSchema,
  request: HttpRequest,
): Promise<Record<string, unknown>> {
  let body = bodyShapes.get(operation);
  if (!body) {
    const travelsInBodyOrHeader = (member: NormalizedSchema): boolean => {
      const traits = traitsOf(member);
      const isStream = traits.httpPayload && member.isStreaming();
      return !traits.httpLabel && !traits.httpQuery && !traits.httpQueryParams && !isStream;
    };
    bodyShapes.set(operation, (body = deriveStructure(shape, travelsInBodyOrHeader)));
  }
  const { $metadata: _, ...input } = await client.serde.deserializeResponse(
    createOperation(operation[1], operation[2], 0, "unit", body as unknown as SchemaRef),
    client.serdeContext,
    { statusCode: 200, headers: { ...request.headers }, body: request.body },
  );
  return input;
}

/** Writes a REST answer: the client's own request serialiser over the output shape. */
export async function writeRest(
  client: ClientDescription,
  operation: OperationSchema,
  output: Record<string, unknown>,
): Promise<{ status: number; headers: Record<string, string>; body: string | Uint8Array | AsyncIterable<Uint8Array> }> {
  const shape = shapeOf(operation, "output");
  let status = operationTraits(operation).http?.[2] ?? 200;
  if (!shape) return { status, headers: {}, body: EMPTY };
  for (const [name, member] of shape.structIterator()) {
    const value = output[name];
    if (traitsOf(member).httpResponseCode && typeof value === "number") status = value;
  }
  const events = eventStreamMember(shape);
  let answer = answerShapes.get(operation);
  if (!answer) {
    const travelsInBodyOrHeader = (member: NormalizedSchema) => !events || member.getMemberName() !== events;
    answerShapes.set(operation, (answer = deriveStructure(shape, travelsInBodyOrHeader, withoutRequestTraits)));
  }
  const request = await client.serde.serializeRequest(
    createOperation(operation[1], operation[2], { http: ["POST", "/", 200] }, answer as unknown as SchemaRef, "unit"),
    output,
    client.serdeContext as never,
  );
  if (events)
    return {
      status,
      headers: { ...request.headers, "content-type": "application/vnd.amazon.eventstream" },
      body: await writeEventStream(client, shape, output[events] as AsyncIterable<Record<string, unknown>>),
    };
  const body = (request.body as string | Uint8Array | undefined) ?? EMPTY;
  if (client.protocol !== "restXml") return { status, headers: request.headers, body };
  // S3 alone answers ranges, and its model does not say with which status.
  if (request.headers["content-range"]) status = 206;
  const xml = xmlRoot(shape, output, client.settings.xmlNamespace);
  return {
    status,
    headers: request.headers,
    body: xml === undefined || (body.length && !xml.isUnwrapped) ? body : xml.text,
  };
}

/** Two roots that the request serialiser does not write: an empty one (requests leave it out), and S3's unwrapped one (GetBucketLocation), whose text is its only member. */
function xmlRoot(
  shape: NormalizedSchema,
  output: Record<string, unknown>,
  namespace = "",
): { text: string; isUnwrapped: boolean } | undefined {
  const members = [...shape.structIterator()];
  const inBody = members.filter(([, member]) => {
    const traits = traitsOf(member);
    return !traits.httpHeader && traits.httpPrefixHeaders === undefined && !traits.httpResponseCode;
  });
  if (!inBody.length || inBody.some(([, member]) => traitsOf(member).httpPayload)) return undefined;
  const root = traitsOf(shape).xmlName ?? shape.getName()!;
  const isUnwrapped = inBody.length === 1 && inBody[0]![0] === root;
  const text = isUnwrapped ? escapeXml(String(output[root] ?? "")) : "";
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${text}</${root}>`,
    isUnwrapped,
  };
}

/** API Gateway's output members carry stray request traits; an answer has neither labels nor a query. */
function withoutRequestTraits(ref: SchemaRef): SchemaRef {
  if (!Array.isArray(ref) || ref.length !== 2) return ref;
  const { httpQuery: _q, httpLabel: _l, httpQueryParams: _p, ...traits } = { ...translateTraits(ref[1]) };
  return [ref[0], traits] as unknown as SchemaRef;
}
