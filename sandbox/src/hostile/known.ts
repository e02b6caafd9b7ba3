/** Values that requests and answers have shown, by the name of the member they stood in: what a valid request may name. */
export class Known {
  #values = new Map<string, unknown[]>();

  /** The newest value of a member that matches; throws where there is none. */
  one(member: string, pattern = /(?:)/): unknown {
    const found = this.all(member).findLast((value) => pattern.test(String(value)));
    if (found === undefined) throw new Error(`nothing is known of ${member}`);
    return found;
  }

  all(member: string): unknown[] {
    return this.#values.get(member) ?? [];
  }

  /** Takes what `operation` was given or has answered. `id` and `name` of something that was created are called restApiId, modelName, ... by others. */
  learn(operation: string, value: unknown): void {
    const [, noun] = /^Create(\w+)$/.exec(operation) ?? [];
    if (noun && isRecord(value))
      for (const key of ["id", "name"])
        if (key in value)
          this.#add(noun[0]!.toLowerCase() + noun.slice(1) + key[0]!.toUpperCase() + key.slice(1), value[key]);
    this.#walk(value);
  }

  #walk(value: unknown): void {
    if (Array.isArray(value)) for (const inner of value.slice(0, 3)) this.#walk(inner);
    if (!isRecord(value)) return;
    for (const [member, inner] of Object.entries(value)) {
      if (member === "$metadata" || inner === undefined) continue;
      this.#add(member, inner);
      this.#walk(inner);
    }
  }

  #add(member: string, value: unknown): void {
    const values = this.#values.get(member) ?? [];
    if (values.length < 8 && !values.includes(value)) this.#values.set(member, [...values, value]);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array) &&
    !(value instanceof Date)
  );
}
