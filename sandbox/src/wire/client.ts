import type { HttpBindingProtocol } from "@smithy/core/protocols";
import type { ErrorSchema, OperationSchema } from "./schema.ts";

export type Protocol = "awsJson1_0" | "awsJson1_1" | "awsQuery" | "ec2Query" | "restJson1" | "restXml";

interface ProtocolSettings {
  defaultNamespace: string;
  xmlNamespace?: string;
  serviceTarget?: string;
  awsQueryCompatible?: boolean;
}

/** What an SDK client module says about its service: every operation, every error, and the client's own protocol object. */
export interface ClientDescription {
  protocol: Protocol;
  settings: ProtocolSettings;
  /** The SDK's serialiser and deserialiser, used here in the direction of the server. */
  serde: HttpBindingProtocol;
  /** Encoders that serialisers ask for. */
  serdeContext: Parameters<HttpBindingProtocol["setSerdeContext"]>[0];
  operations: Map<string, OperationSchema>;
  errors: Map<string, ErrorSchema>;
}

interface ClientConfig {
  protocol: HttpBindingProtocol;
  protocolSettings: ProtocolSettings;
}

type ClientClass = new (config: object) => { config: ClientConfig };

const OPERATION = 9;
const ERROR = -3;

/** Reads the schemas out of an `@aws-sdk/client-*` module. */
export function describeClient(module: object): ClientDescription {
  const exports = Object.entries(module);
  const found = exports.find(
    ([name, value]) => name.endsWith("Client") && name !== "__Client" && value.prototype?.send,
  );
  if (!found) throw new TypeError("the module exports no SDK client");
  const Client = found[1] as ClientClass;
  const { config } = new Client({
    region: "us-east-1",
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
  });

  const operations = new Map<string, OperationSchema>();
  const errors = new Map<string, ErrorSchema>();
  for (const [, value] of exports) {
    if (!Array.isArray(value)) continue;
    if (value[0] === OPERATION) operations.set(value[2], value as OperationSchema);
    if (value[0] === ERROR) errors.set(value[2], value as ErrorSchema);
  }

  const serdeContext = {
    ...config,
    endpoint: async () => ({ protocol: "http:", hostname: "sandbox", path: "/", query: {} }),
    disableHostPrefix: true,
    streamCollector: async (body: unknown) => (body instanceof Uint8Array ? body : Buffer.from(body as string)),
  } as unknown as ClientDescription["serdeContext"];
  config.protocol.setSerdeContext(serdeContext);

  return {
    protocol: config.protocol.getShapeId().split("#")[1] as Protocol,
    settings: config.protocolSettings,
    serde: config.protocol,
    serdeContext,
    operations,
    errors,
  };
}
