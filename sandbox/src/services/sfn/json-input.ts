import { invalidInput, invalidOutput } from "./errors.ts";
import { MAX_INPUT_BYTES } from "./limits.ts";

/** Throws InvalidExecutionInput with the words of AWS's parser (Jackson). */
export function checkInput(text: string): void {
  const reason = problemOf(text);
  if (reason !== undefined) throw invalidInput(reason);
}

/** Throws InvalidOutput: SendTaskSuccess. */
export function checkOutput(text: string): void {
  const reason = problemOf(text);
  if (reason !== undefined) throw invalidOutput(reason);
}

function problemOf(text: string): string | undefined {
  if (Buffer.byteLength(text) > MAX_INPUT_BYTES) return "Input size exceeded.";
  if (text.trim() === "") return "Invalid execution input.";
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return describe(text.trimStart());
  }
}

function describe(text: string): string {
  const [token] = /^[A-Za-z_$][\w$]*/.exec(text) ?? [];
  if (token !== undefined && !["true", "false", "null"].includes(token))
    return `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  const [, name] = /^\{\s*([^"\s}])/.exec(text) ?? [];
  if (name !== undefined)
    return `Unexpected character ('${name}' (code ${name.charCodeAt(0)})): was expecting double-quote to start field name`;
  return "Invalid execution input.";
}
