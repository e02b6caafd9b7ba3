import { XmlShapeSerializer } from "@aws-sdk/core/protocols";
import type { ClientDescription } from "./client.ts";
import { shapeOf, structureOf, type OperationSchema } from "./schema.ts";

const DATE_TIME = 5;

/** The XML envelope of an AWS query (or EC2 query) answer. */
export function writeQuery(
  client: ClientDescription,
  operation: OperationSchema,
  output: Record<string, unknown>,
  requestId: string,
): string {
  const name = operation[2];
  const namespace = client.settings.xmlNamespace ?? "";
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
