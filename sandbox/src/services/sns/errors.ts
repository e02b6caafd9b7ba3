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
