/** What is wrong with a definition, as ValidateStateMachineDefinition tells it. */
export interface Finding {
  severity: "ERROR" | "WARNING";
  code: "SCHEMA_VALIDATION_FAILED" | "MISSING_TRANSITION_TARGET" | "INVALID_JSON_DESCRIPTION";
  message: string;
  /** /States/Name/Field */
  location?: string;
}

export function schemaError(message: string, location: string): Finding {
  return { severity: "ERROR", code: "SCHEMA_VALIDATION_FAILED", message, location };
}

export function missingTarget(message: string, location: string): Finding {
  return { severity: "ERROR", code: "MISSING_TRANSITION_TARGET", message, location };
}

/** Several as one text: CreateStateMachine. */
export function textOf(findings: Finding[]): string {
  return findings
    .map(({ code, message, location }) => `${code}: ${message}${location === undefined ? "" : ` at ${location}`}`)
    .join(", ");
}
