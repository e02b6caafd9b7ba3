import { AwsError } from "../../core/errors.ts";

export const validationError = (message: string) => new AwsError("ValidationError", message, { status: 400 });

/** The wording of AWS's model validation. */
export const constraint = (member: string, value: unknown, rule: string) =>
  validationError(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${rule}`,
  );

export const invalidParameterValue = (message: string) =>
  new AwsError("InvalidParameterValue", message, { status: 400 });
export const malformedPolicy = (message: string) => new AwsError("MalformedPolicyDocument", message, { status: 400 });
export const invalidArn = (arn: string) => validationError(`${arn} is invalid`);
export const accessDenied = (message: string) => new AwsError("AccessDenied", message, { status: 403 });
