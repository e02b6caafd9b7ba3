/** The value of a dotted name in $context; undefined where there is none. */
export function contextValue(variables: Record<string, unknown>, name: string): unknown {
  let value: unknown = variables;
  for (const part of name.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** An access log's line: $context.<name>, "-" for what has no value. */
export function accessLogLine(format: string, variables: Record<string, unknown>): string {
  return format.replace(/\$context\.([a-zA-Z0-9_]+(?:\.[a-zA-Z0-9_-]+)*)/g, (_, name: string) => {
    const value = contextValue(variables, name);
    return value === undefined || value === null || value === "" || typeof value === "object" ? "-" : String(value);
  });
}
