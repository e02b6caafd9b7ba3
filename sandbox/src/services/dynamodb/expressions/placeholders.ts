import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import { storable } from "../attribute-value.ts";
import { validation } from "../errors.ts";
import type { Path, ValueReference } from "./syntax.ts";

/** Path with names in place of placeholders. */
export interface BoundPath {
  kind: "path";
  parts: (string | number)[];
}

export interface BoundValue {
  kind: "value";
  value: AttributeValue;
}

interface ExpressionParameters {
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Item;
}

/** ExpressionAttributeNames and -Values of one request: checked, looked up, and at the end asked whether all were used. */
export class Placeholders {
  readonly #names: Record<string, string>;
  readonly #values: Item;
  readonly #unusedNames: Set<string> | undefined;
  readonly #unusedValues: Set<string> | undefined;

  /**
   * `expressions` are the request's expressions by parameter name; of these `valued` may use values. AWS refuses placeholders where
   * nothing is there to use them.
   */
  constructor(
    parameters: ExpressionParameters,
    expressions: Record<string, string | undefined>,
    valued: readonly string[],
  ) {
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = parameters;
    this.#names = names ?? {};
    this.#values = {};
    if (names) {
      if (Object.values(expressions).every((text) => text === undefined))
        throw validation("ExpressionAttributeNames can only be specified when using expressions");
      this.#unusedNames = checkKeys("ExpressionAttributeNames", names, /^#[0-9a-zA-Z_]+$/);
    }
    if (values) {
      if (valued.every((parameter) => expressions[parameter] === undefined))
        throw validation(
          `ExpressionAttributeValues can only be specified when using expressions: ${valued.join(" and ")} ${valued.length > 1 ? "are" : "is"} null`,
        );
      this.#unusedValues = checkKeys("ExpressionAttributeValues", values, /^:[0-9a-zA-Z_]+$/);
      for (const name in values) this.#values[name] = storableArgument(name, values[name]!);
    }
  }

  /** An attribute name; undefined for a placeholder that is not defined. */
  name(part: string): string | undefined {
    if (part[0] !== "#") return part;
    this.#unusedNames?.delete(part);
    return Object.hasOwn(this.#names, part) ? this.#names[part] : undefined;
  }

  value(reference: ValueReference): AttributeValue | undefined {
    this.#unusedValues?.delete(reference.name);
    return Object.hasOwn(this.#values, reference.name) ? this.#values[reference.name] : undefined;
  }

  /** The path with its names, or AWS's message on the first that is not defined. */
  path(path: Path): BoundPath | string {
    const parts: (string | number)[] = [];
    for (const part of path.parts) {
      const name = typeof part === "number" ? part : this.name(part);
      if (name === undefined)
        return `An expression attribute name used in the document path is not defined; attribute name: ${part}`;
      parts.push(name);
    }
    return { kind: "path", parts };
  }

  checkAllUsed(): void {
    if (this.#unusedNames?.size)
      throw validation(
        `Value provided in ExpressionAttributeNames unused in expressions: keys: {${[...this.#unusedNames].join(", ")}}`,
      );
    if (this.#unusedValues?.size)
      throw validation(
        `Value provided in ExpressionAttributeValues unused in expressions: keys: {${[...this.#unusedValues].join(", ")}}`,
      );
  }
}

export function undefinedValue(reference: ValueReference): string {
  return `An expression attribute value used in expression is not defined; attribute value: ${reference.name}`;
}

function checkKeys(parameter: string, map: object, pattern: RegExp): Set<string> {
  const keys = Object.keys(map);
  if (!keys.length) throw validation(`${parameter} must not be empty`);
  for (const key of keys)
    if (!pattern.test(key)) throw validation(`${parameter} contains invalid key: Syntax error; key: "${key}"`);
  return new Set(keys);
}

function storableArgument(name: string, value: AttributeValue): AttributeValue {
  try {
    return storable(value);
  } catch (error) {
    throw validation(`ExpressionAttributeValues contains invalid value: ${(error as Error).message} for key ${name}`);
  }
}
