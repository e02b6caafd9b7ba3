import { XmlShapeSerializer } from "@aws-sdk/core/protocols";
import type { HttpRequest } from "../core/http.ts";
import type { ClientDescription } from "./client.ts";
import { shapeOf, structureOf, type OperationSchema } from "./schema.ts";

const DATE_TIME = 5;

/** Of services whose clients speak JSON now and no longer carry it. */
const NAMESPACES: Record<string, string> = { AmazonSQS: "http://queue.amazonaws.com/doc/2012-11-05/" };

export function namespaceOf({ settings }: ClientDescription): string {
  return settings.xmlNamespace ?? NAMESPACES[settings.serviceTarget ?? ""] ?? "";
}

/** Query services also answer in JSON, to API Gateway first of all. */
export function wantsJson({ headers }: HttpRequest): boolean {
  return headers["accept"] === "application/json";
}

/**
 * The same answer as writeQuery's: every member is there, null where it has no value, and lists by their old names, as in
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-as-a-proxy-for-sqs.html (2026-11) and the blogs on it.
 */
export function writeQueryJson(operation: OperationSchema, output: Record<string, unknown>, requestId: string): string {
  const name = operation[2];
  const shape = shapeOf(operation, "output");
  const members = shape ? structureOf(shape)[4].toSorted() : [];
  const result = Object.fromEntries(
    members.map((member) => [Array.isArray(output[member]) ? lowerFirst(member) : member, output[member] ?? null]),
  );
  return JSON.stringify({
    [`${name}Response`]: {
      ...(shape ? { [`${name}Result`]: result } : {}),
      ResponseMetadata: { RequestId: requestId },
    },
  });
}

function lowerFirst(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}

/** The XML envelope of an AWS query (or EC2 query) answer. */
export function writeQuery(
  client: ClientDescription,
  operation: OperationSchema,
  output: Record<string, unknown>,
  requestId: string,
): string {
  const name = operation[2];
  const namespace = namespaceOf(client);
  const shape = shapeOf(operation, "output");
  let result = "";
  if (shape) {
    const writer = new XmlShapeSerializer({
      timestampFormat: { useTrait: true, default: DATE_TIME },
      httpBindings: false,
    } as never);
    writer.setSerdeContext(client.serdeContext);
    const [, , , , names, members] = structureOf(shape);
    writer.write([3, operation[1], `${name}Result`, 0, names, members] as never, output);
    result = String(writer.flush());
  }
  if (client.protocol === "ec2Query") {
    const inner = result.replace(/^<[^>]*?(\/)?>/, "").replace(/<\/[^>]*>$/, "");
    return `<?xml version="1.0"?><${name}Response xmlns="${namespace}"><requestId>${requestId}</requestId>${inner}</${name}Response>`;
  }
  return `<?xml version="1.0"?><${name}Response xmlns="${namespace}">${result}<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`;
}
