// CloudFormation gives numbers and booleans as text where a template does.

export function boolean(value: unknown): boolean | undefined {
  return value === undefined ? undefined : value === true || value === "true";
}

export function number(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}
