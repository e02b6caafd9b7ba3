import { invalidRequestContent, requestTooLarge } from "./errors.ts";
import { LOG_TAIL_BYTES, MAX_ASYNC_PAYLOAD_BYTES, MAX_SYNC_PAYLOAD_BYTES } from "./limits.ts";
import type { LogEvent } from "./runtime/deployment.ts";

/** The event as JSON text, checked. No payload is the empty object. */
export function parsePayload(payload: Uint8Array | undefined, type: string): string {
  if (!payload?.length) return "{}";
  if (type === "Event" && payload.length > MAX_ASYNC_PAYLOAD_BYTES)
    throw requestTooLarge(
      `${payload.length} byte payload is too large for the Event invocation type (limit ${MAX_ASYNC_PAYLOAD_BYTES} bytes)`,
    );
  if (payload.length > MAX_SYNC_PAYLOAD_BYTES)
    throw requestTooLarge(
      `Request must be smaller than ${MAX_SYNC_PAYLOAD_BYTES} bytes for the InvokeFunction operation`,
    );
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  const text = bytes.toString();
  try {
    JSON.parse(text);
  } catch (error) {
    throw invalidRequestContent(parseErrorMessage(bytes, error as SyntaxError));
  }
  return text;
}

/**
 * AWS parses with Jackson, byte by byte. Its words for the usual mistakes (text that is not JSON at all, text in another encoding) are as
 * recorded; the rest keeps Node's.
 */
function parseErrorMessage(bytes: Buffer, error: SyntaxError): string {
  const prefix = "Could not parse request body into json: Could not parse payload into json: ";
  const at = (column: number) =>
    `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`;
  const text = bytes.toString("latin1");
  const start = text.search(/[^ \t\r\n]/);
  const first = text[start] ?? "";
  if (/[ntf]/.test(first)) {
    const literal = { n: "null", t: "true", f: "false" }[first]!;
    const end = Array.from(literal).findIndex((character, index) => text[start + index] !== character);
    const byte = bytes[start + end] ?? 0;
    const isNoStart = (byte >= 0x80 && byte < 0xc0) || byte >= 0xf8;
    if (isNoStart) return `${prefix}Invalid UTF-8 start byte 0x${byte.toString(16)}${at(start + end + 2)}`;
  }
  if (/[[{"\dtfn-]/.test(first)) return `${prefix}${error.message}`;
  const code = first.charCodeAt(0);
  const shown = code < 32 || (code > 126 && code < 160) ? `(CTRL-CHAR, code ${code})` : `'${first}' (code ${code})`;
  return (
    `${prefix}Unexpected character (${shown}): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')` +
    at(start + 1)
  );
}

/** The end of an invocation's log, as Invoke answers it on request. */
export function logTail(log: LogEvent[]): string {
  const text = Buffer.from(log.map(({ message }) => message).join(""));
  return text.subarray(-LOG_TAIL_BYTES).toString("base64");
}
