import { AwsError } from "../../core/errors.ts";

/** What AWS's front end says before Step Functions itself sees the request. */
export function validationError(value: string, member: string, constraint: string): AwsError {
  return new AwsError(
    "ValidationException",
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
    { status: 400 },
  );
}

export const validation = (message: string) => new AwsError("ValidationException", message, { status: 400 });
export const invalidArn = (reason: string) => new AwsError("InvalidArn", `Invalid Arn: '${reason}'`);
export const invalidName = (name: string) => new AwsError("InvalidName", `Invalid Name: '${name}'`);
export const invalidToken = () => new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
export const invalidDefinition = (message: string) =>
  new AwsError("InvalidDefinition", `Invalid State Machine Definition: '${message}'`);
export const invalidInput = (reason: string) =>
  new AwsError("InvalidExecutionInput", `Invalid State Machine Execution Input: '${reason}'`);
export const invalidOutput = (reason: string) => new AwsError("InvalidOutput", `Invalid Output: '${reason}'`);
export const invalidLogging = (reason: string) =>
  new AwsError("InvalidLoggingConfiguration", `Invalid Logging Configuration: ${reason}`);
export const stateMachineDoesNotExist = (arn: string) =>
  new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
export const stateMachineAlreadyExists = (arn: string) =>
  new AwsError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`);
export const executionDoesNotExist = (arn: string) =>
  new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
export const executionAlreadyExists = (arn: string) =>
  new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
export const activityDoesNotExist = (arn: string) =>
  new AwsError("ActivityDoesNotExist", `Activity Does Not Exist: '${arn}'`);
export const resourceNotFound = (arn: string) =>
  new AwsError("ResourceNotFound", `Resource not found: '${arn}'`, { members: { resourceName: arn } });
export const conflict = (message: string) => new AwsError("ConflictException", message);
export const typeNotSupported = () =>
  new AwsError("StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
/** No recording; the text is one that users quote. */
export const taskTimedOut = () =>
  new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
export const roleNotAssumable = () =>
  new AwsError(
    "AccessDeniedException",
    "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.",
    { status: 400 },
  );
export const logDestinationDenied = () =>
  new AwsError("AccessDeniedException", "The state machine IAM Role is not authorized to access the Log Destination", {
    status: 400,
  });
export const missingUpdate = () =>
  new AwsError(
    "MissingRequiredParameter",
    "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
  );
export const tooManyTags = () =>
  new AwsError("TooManyTags", "The number of tags exceeds the limit of 50 for a resource.");
