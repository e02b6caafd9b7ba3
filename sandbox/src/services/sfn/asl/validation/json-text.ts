import type { Json } from "../../../../core/json.ts";
import type { Finding } from "./finding.ts";

/** The JSON of a definition, or what AWS's parser (Jackson) says of the text. */
export function parseText(text: string): { value: Json } | { finding: Finding } {
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { finding: text.trim() === "" ? notAnObject() : unreadable(text, error as Error) };
  }
}

export function notAnObject(): Finding {
  return { severity: "ERROR", code: "SCHEMA_VALIDATION_FAILED", message: "Definition must be a valid JSON object" };
}

function unreadable(text: string, error: Error): Finding {
  const [, space = "", token] = /^(\s*)([A-Za-z_$][\w$]*)/.exec(text) ?? [];
  const isToken = token !== undefined && !["true", "false", "null"].includes(token);
  const at = isToken ? space.length + token.length : Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
  const before = text.slice(0, at).split("\n");
  const location = `[Source: (String)${JSON.stringify(text)}; line: ${before.length}, column: ${before.at(-1)!.length + 1}]`;
  const reason = isToken
    ? `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`
    : error.message;
  return { severity: "ERROR", code: "INVALID_JSON_DESCRIPTION", message: `${reason}\n at ${location}`, location };
}
