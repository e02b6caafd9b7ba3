import { AwsError } from "../../core/errors.ts";

export const groupNotFound = () => new AwsError("ResourceNotFoundException", "The specified log group does not exist.");

export const streamNotFound = () =>
  new AwsError("ResourceNotFoundException", "The specified log stream does not exist.");

export const resourceNotFound = () =>
  new AwsError("ResourceNotFoundException", "The specified resource does not exist.");

export const groupExists = () =>
  new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");

export const streamExists = () =>
  new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists");

export const invalidParameter = (message: string) => new AwsError("InvalidParameterException", message);

/** The sentence that AWS's generic validation writes for one member. */
export const constraint = (value: unknown, member: string, rule: string) =>
  invalidParameter(
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${rule}`,
  );

export const validation = (message: string) => new AwsError("ValidationException", message);

export const invalidNextToken = () => invalidParameter("The specified nextToken is invalid.");

export const tooManyTags = () =>
  new AwsError("TooManyTagsException", "The maximum number of tags per resource has been exceeded.");

export const policyNotFound = (name: string) =>
  new AwsError("ResourceNotFoundException", `Policy with name [${name}] does not exist.`);

export const limitExceeded = () => new AwsError("LimitExceededException", "Resource limit exceeded.");
