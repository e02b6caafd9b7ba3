import { AwsError } from "../../core/errors.ts";

export function badRequest(message: string): AwsError {
  return new AwsError("BadRequestException", message);
}

export function conflict(message: string): AwsError {
  return new AwsError("ConflictException", message);
}

export function notFound(message: string): AwsError {
  return new AwsError("NotFoundException", message);
}

/** Values that AWS's front end refuses before the service sees them; several are told in one message. */
export function validation(violations: string[]): AwsError {
  const count = `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected`;
  return new AwsError("ValidationException", `${count}: ${violations.join("; ")}`, { status: 400 });
}

export function enumViolation(value: string, place: string, allowed: readonly string[]): string {
  return `Value '${value}' at '${place}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(", ")}]`;
}

/** Errors of templates and mapping expressions come in the wrapping of AWS's importer. */
export function invalidMapping(prefix: string, detail: string): AwsError {
  return badRequest(`${prefix}Validation Result: warnings : [], errors : [${detail}]`);
}

/** Members of a map that must be text and are not: AWS's front end names the Java class that it read instead. */
export function checkTexts(map: Record<string, unknown> | undefined): void {
  for (const value of Object.values(map ?? {}))
    if (typeof value === "boolean" || typeof value === "number")
      throw new AwsError(
        "SerializationException",
        `class ${typeof value === "boolean" ? "java.lang.Boolean" : "com.amazon.coral.value.json.numbers.TruncatingBigNumber"} can not be converted to an String`,
        { status: 400 },
      );
}
