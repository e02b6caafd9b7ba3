import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { root } from "./paths.ts";

export type SchemaName = "lab" | "strings" | "results";

const ajv = new Ajv({ allErrors: true });
const validators = new Map<SchemaName, ValidateFunction>();

/** What is wrong with a value by grader/schemas/<name>.schema.json: one line a problem, each with its path. */
export function problemsOf(name: SchemaName, value: unknown): string[] {
  let validate = validators.get(name);
  if (!validate) {
    const file = join(root, "grader", "schemas", `${name}.schema.json`);
    validate = ajv.compile(JSON.parse(readFileSync(file, "utf8")) as object);
    validators.set(name, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = "additionalProperty" in params ? ` "${String(params["additionalProperty"])}"` : "";
    return `${instancePath.slice(1).replaceAll("/", ".") || "(top)"}: ${message}${extra}`;
  });
}
