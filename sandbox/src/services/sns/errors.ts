import { AwsError } from "../../core/errors.ts";

/** The model names the shape with "Exception", the wire says "InvalidParameter". */
export function invalidParameter(text: string): AwsError {
  return new AwsError("InvalidParameterException", `Invalid parameter: ${text}`);
}

/** The same code without the usual beginning. */
export function invalidText(text: string): AwsError {
  return new AwsError("InvalidParameterException", text);
}

export function invalidAttributeValue(text: string): AwsError {
  return new AwsError("InvalidParameterValueException", text);
}

export function notFound(what: "Topic" | "Subscription"): AwsError {
  return new AwsError("NotFoundException", `${what} does not exist`);
}

/** The AWS managed key lets principals of the account in, and no service: sns-key-management.html#compatibility-with-aws-services (2026-11-21). */
export function kmsAccessDenied(caller: string): AwsError {
  return new AwsError(
    "KMSAccessDeniedException",
    `User: ${caller} is not authorized to perform: kms:GenerateDataKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  );
}
