import { translateTraits } from "@smithy/core/schema";
import type { AwsError } from "../core/errors.ts";
import type { HttpResponse } from "../core/http.ts";
import type { ClientDescription, Protocol } from "./client.ts";
import { namespaceOf } from "./query.ts";

/** How an error is named and numbered on the wire; from the model where it lists the error, else from the error itself. */
interface WireError {
  /** Shape name: __type, x-amzn-errortype. */
  shape: string;
  /** Code: <Code>, or the query-compatible code. */
  code: string;
  status: number;
  messageKey: "message" | "Message";
}

interface ErrorTraits {
  error?: "client" | "server";
  httpError?: number;
  awsQueryError?: [string, number];
}

/** `client` is missing for errors that come before a client's schemas were loaded (an unknown key, a bad signature). */
export function writeError(
  protocol: Protocol,
  client: ClientDescription | undefined,
  error: AwsError,
  requestId: string,
  isJsonQuery = false,
): HttpResponse {
  const answer = writeBody(protocol, client, error, requestId, isJsonQuery);
  Object.assign(answer.headers, error.headers);
  // "Not modified" has no body; HTTP forbids one.
  if (answer.status !== 304) return answer;
  const { "content-type": _, ...headers } = answer.headers;
  return { status: 304, headers, body: "" };
}

function writeBody(
  protocol: Protocol,
  client: ClientDescription | undefined,
  error: AwsError,
  requestId: string,
  isJsonQuery: boolean,
): HttpResponse {
  const wire = describe(protocol, client, error);
  const code = escapeXml(wire.code);
  const text = (protocol === "awsQuery" && error.query?.message) || error.message;
  const message = escapeXml(text);
  const type = wire.status < 500 ? "Sender" : "Receiver";

  switch (protocol) {
    case "awsQuery": {
      if (isJsonQuery)
        return {
          status: wire.status,
          headers: { "content-type": "application/json", "x-amzn-requestid": requestId },
          body: JSON.stringify({ Error: { Code: wire.code, Message: text, Type: type }, RequestId: requestId }),
        };
      const namespace = client ? namespaceOf(client) : "";
      return xml(
        wire.status,
        { "x-amzn-requestid": requestId },
        `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
      );
    }
    case "ec2Query":
      return xml(
        wire.status,
        { "x-amzn-requestid": requestId },
        `<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
      );
    case "restXml": {
      const members = Object.entries(error.members)
        .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
        .join("");
      return xml(
        wire.status,
        { "x-amz-request-id": requestId },
        `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${members}<RequestId>${requestId}</RequestId><HostId>sandbox</HostId></Error>`,
      );
    }
    case "awsJson1_0":
    case "awsJson1_1":
    case "restJson1": {
      const headers: Record<string, string> = {
        "content-type":
          protocol === "restJson1"
            ? "application/json"
            : `application/x-amz-json-${protocol.slice(-3).replace("_", ".")}`,
        "x-amzn-errortype": wire.shape,
        "x-amzn-requestid": requestId,
      };
      if (client?.settings.awsQueryCompatible) headers["x-amzn-query-error"] = `${wire.code};${type}`;
      const namespace = client?.settings.defaultNamespace;
      const body: Record<string, unknown> = { [wire.messageKey]: error.message, ...toJson(error.members) };
      if (protocol !== "restJson1") body["__type"] = namespace ? `${namespace}#${wire.shape}` : wire.shape;
      return { status: wire.status, headers, body: JSON.stringify(body) };
    }
  }
}

function describe(protocol: Protocol, client: ClientDescription | undefined, error: AwsError): WireError {
  const schema = client?.errors.get(error.code);
  const traits: ErrorTraits = schema ? translateTraits(schema[3]) : {};
  const byBlame = traits.error === "server" ? 500 : 400;
  // JSON services answer 400 (or 500) whatever the model says; every recording of SSM, DynamoDB, Logs, ... agrees. Those that were query
  // services (SQS) kept their numbers.
  const wasQuery = client?.settings.awsQueryCompatible ?? false;
  const unlisted = wasQuery && error.code === "AccessDeniedException" ? 403 : byBlame;
  const modelled =
    protocol.startsWith("awsJson") && !wasQuery ? byBlame : (traits.awsQueryError?.[1] ?? traits.httpError ?? unlisted);
  return {
    shape: error.code,
    code: error.query?.code ?? traits.awsQueryError?.[0] ?? error.code,
    status: error.status ?? modelled,
    messageKey: schema?.[4].includes("Message") ? "Message" : "message",
  };
}

/** Members of JSON errors may hold bytes and dates (CancellationReasons with items). */
function toJson(value: unknown): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(value, (_key, inner) =>
      inner?.type === "Buffer" && Array.isArray(inner.data) ? Buffer.from(inner.data).toString("base64") : inner,
    ),
  ) as Record<string, unknown>;
}

function xml(status: number, headers: Record<string, string>, body: string): HttpResponse {
  return { status, headers: { "content-type": "text/xml", ...headers }, body };
}

const XML_ESCAPES: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

export function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => XML_ESCAPES[character]!);
}
