import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import type { AwsError } from "../../core/errors.ts";
import { badRequest, enumViolation, validation } from "./errors.ts";

/** What a path of an update may do. `name` is the part of the path that stands for {name} in the pattern, unescaped. */
interface PatchField {
  add?: (value: string, name: string) => void;
  replace?: (value: string, name: string) => void;
  remove?: (name: string, value: string | undefined) => void;
  /** An operation that the path does not know, where AWS says more than that. */
  other?: () => void;
}

/** By pattern: "/description", "/requestParameters/{name}"; "{name+}" may have slashes. */
type PatchFields = Record<string, PatchField>;

const OPERATIONS = ["add", "remove", "move", "test", "replace", "copy"];

/** The front end's check of the `op`s; `violations` are those of other members. */
export function checkOperations(
  shape: string,
  operations: PatchOperation[] | undefined,
  violations: string[] = [],
): void {
  const wrong = (operations ?? []).flatMap(({ op }, index) =>
    op === undefined || OPERATIONS.includes(op)
      ? []
      : [enumViolation(op, `${shape}.patchOperations.${index + 1}.member.op`, OPERATIONS)],
  );
  if (wrong.length + violations.length) throw validation([...wrong, ...violations]);
}

/** Applies JSON-patch-like operations, all or (on an error) none that comes after the wrong one; `invalid` words the refusal of a path. */
export function applyPatch(
  operations: PatchOperation[] | undefined,
  fields: PatchFields,
  invalid: (operation: PatchOperation, fields: PatchFields) => AwsError = unknownPath,
): void {
  for (const operation of operations ?? []) {
    const { op, path = "", value } = operation;
    const found = Object.entries(fields)
      .map(([pattern, field]) => ({ field, name: matchPattern(pattern, path) }))
      .find(({ name }) => name !== undefined);
    const name = found?.name ?? "";
    if (op === "remove" && found?.field.remove) found.field.remove(name, value);
    else if (op === "add" && found?.field.add) found.field.add(value ?? "", name);
    else if (op === "replace" && found?.field.replace) found.field.replace(value ?? "", name);
    else {
      found?.field.other?.();
      throw invalid(operation, fields);
    }
  }
}

/** The name in the path, "" when the pattern has none; undefined when they do not match. A slash in a name is written ~1: recorded. */
function matchPattern(pattern: string, path: string): string | undefined {
  const start = pattern.indexOf("{");
  if (start < 0) return pattern === path ? "" : undefined;
  const prefix = pattern.slice(0, start);
  const name = path.slice(prefix.length);
  if (!path.startsWith(prefix) || name === "" || (name.includes("/") && !pattern.endsWith("+}"))) return undefined;
  return unescape(name);
}

/** https://datatracker.ietf.org/doc/html/rfc6901: ~1 is a slash, ~0 a tilde. */
export function unescape(name: string): string {
  return name.replaceAll("~1", "/").replaceAll("~0", "~");
}

export function escape(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The wording of REST APIs, methods and gateway responses. */
function unknownPath({ path }: PatchOperation): AwsError {
  return badRequest(`Invalid patch path ${path ?? null}`);
}

/** The wording of resources, models, validators and keys. The two spaces are AWS's. */
export function unsupportedPath({ op, path }: PatchOperation, fields: PatchFields): AwsError {
  const supported = Object.keys(fields).filter((pattern) => fields[pattern]![op as keyof PatchField]);
  return badRequest(
    `Invalid patch path  '${path}' specified for op '${op}'. ` +
      (supported.length ? `Must be one of: [${supported.join(", ")}]` : "Please choose supported operations"),
  );
}

/** AWS reads anything but "true" as false. */
export function flag(value: string): boolean {
  return value.toLowerCase() === "true";
}
