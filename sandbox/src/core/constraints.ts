import { AwsError } from "./errors.ts";

/** Collects the violations of AWS's model constraints; all of a request come in one message, ten at most. */
export class Constraints {
  #found: string[] = [];

  oneOf(path: string, value: string | undefined, allowed: readonly string[]): this {
    if (value !== undefined && !allowed.includes(value))
      this.#add(path, value, `Member must satisfy enum value set: [${allowed.join(", ")}]`);
    return this;
  }

  matches(path: string, value: string | undefined, pattern: string): this {
    if (value !== undefined && !new RegExp(`^(?:${pattern})$`).test(value))
      this.#add(path, value, `Member must satisfy regular expression pattern: ${pattern}`);
    return this;
  }

  length(path: string, value: string | readonly unknown[] | undefined, bounds: { min?: number; max?: number }): this {
    if (value === undefined) return this;
    const text = typeof value === "string" ? value : javaText(value);
    if (bounds.min !== undefined && value.length < bounds.min)
      this.#add(path, text, `Member must have length greater than or equal to ${bounds.min}`);
    if (bounds.max !== undefined && value.length > bounds.max)
      this.#add(path, text, `Member must have length less than or equal to ${bounds.max}`);
    return this;
  }

  range(path: string, value: number | undefined, bounds: { min?: number; max?: number }): this {
    if (value === undefined) return this;
    if (bounds.min !== undefined && value < bounds.min)
      this.#add(path, String(value), `Member must have value greater than or equal to ${bounds.min}`);
    if (bounds.max !== undefined && value > bounds.max)
      this.#add(path, String(value), `Member must have value less than or equal to ${bounds.max}`);
    return this;
  }

  /** A constraint in AWS's words, already found broken. */
  broken(path: string, value: unknown, constraint: string): this {
    this.#add(path, javaText(value), constraint);
    return this;
  }

  check(): void {
    const count = this.#found.length;
    if (count)
      throw new AwsError(
        "ValidationException",
        `${count} validation error${count > 1 ? "s" : ""} detected: ${this.#found.join("; ")}`,
        { status: 400 },
      );
  }

  #add(path: string, value: string, constraint: string): void {
    if (this.#found.length < 10)
      this.#found.push(`Value '${value}' at '${path}' failed to satisfy constraint: ${constraint}`);
  }
}

/** Near what AWS (Java) prints for lists and structures; the classes of the members are not known here. */
function javaText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(javaText).join(", ")}]`;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([name, member]) => `${name}=${javaText(member)}`)
      .join(", ")}}`;
  return String(value);
}
