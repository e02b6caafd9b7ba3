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
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString();
  try {
    JSON.parse(text);
  } catch (error) {
    throw invalidRequestContent(parseErrorMessage(text, error as SyntaxError));
  }
  return text;
}

/** AWS parses with Jackson. Its words for the usual mistake (text that is not JSON at all) are as recorded; the rest keeps Node's. */
function parseErrorMessage(text: string, error: SyntaxError): string {
  const prefix = "Could not parse request body into json: Could not parse payload into json: ";
  const first = text.trimStart()[0] ?? "";
  if (/[[{"\dtfn-]/.test(first)) return `${prefix}${error.message}`;
  const code = first.codePointAt(0) ?? 0;
  const shown = code < 32 || (code > 126 && code < 160) ? `(CTRL-CHAR, code ${code})` : `'${first}' (code ${code})`;
  const column = text.indexOf(first) + 1;
  return (
    `${prefix}Unexpected character (${shown}): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')` +
    `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`
  );
}

/** The end of an invocation's log, as Invoke answers it on request. */
export function logTail(log: LogEvent[]): string {
  const text = Buffer.from(log.map(({ message }) => message).join(""));
  return text.subarray(-LOG_TAIL_BYTES).toString("base64");
}
