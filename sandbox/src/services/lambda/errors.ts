import { AwsError } from "../../core/errors.ts";

/** Lambda's errors carry Type beside the message: User, the caller's doing. */
const USER = { Type: "User" };

export function functionNotFound(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Function not found: ${arn}`, { members: USER });
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message, { members: USER });
}

export function aliasNotFound(arn: string): AwsError {
  return resourceNotFound(`Cannot find alias arn: ${arn}`);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, { members: USER });
}

export function conflict(message: string): AwsError {
  return new AwsError("ResourceConflictException", message, { members: USER });
}

/** What AWS's front end says before Lambda itself sees the request. */
export function validationError(value: string, member: string, constraint: string): AwsError {
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
    { status: 400 },
  );
}

export function staleRevision(api: "GetFunction/GetAlias" | "GetPolicy" | "GetLayerPolicy"): AwsError {
  return new AwsError(
    "PreconditionFailedException",
    `The Revision Id provided does not match the latest Revision Id. Call the ${api} API to retrieve the latest Revision Id`,
    { members: USER },
  );
}

export function rateExceeded(reason: string): AwsError {
  return new AwsError("TooManyRequestsException", "Rate Exceeded.", { members: { ...USER, Reason: reason } });
}

/** The description of the error in https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (2026-11); no recording. */
export function recursiveInvocation(): AwsError {
  return new AwsError(
    "RecursiveInvocationException",
    "Lambda has detected your function being invoked in a recursive loop with other Amazon Web Services resources and stopped your function's invocation.",
    { members: USER },
  );
}

export function requestTooLarge(message: string): AwsError {
  return new AwsError("RequestTooLargeException", message, { members: USER });
}

export function invalidRequestContent(message: string): AwsError {
  return new AwsError("InvalidRequestContentException", message, { members: USER });
}

/** Recorded: without a word, for a new function in another account. */
export function accessDenied(): AwsError {
  return new AwsError("AccessDeniedException", "", { status: 403 });
}

export function requestEntityTooLarge(message: string): AwsError {
  return new AwsError("RequestEntityTooLargeException", message, { status: 413 });
}

export function roleNotAssumable(): AwsError {
  return invalidParameter("The role defined for the function cannot be assumed by Lambda.");
}

export function notUnzippable(): AwsError {
  return invalidParameter("Could not unzip uploaded file. Please check your file, then try to upload again.");
}
