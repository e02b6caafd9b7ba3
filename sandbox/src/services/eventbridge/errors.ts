import { AwsError } from "../../core/errors.ts";

export const busNotFound = (name: string) =>
  new AwsError("ResourceNotFoundException", `Event bus ${name} does not exist.`);
export const busExists = (name: string) =>
  new AwsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
export const ruleNotFound = (name: string, bus: string) =>
  new AwsError("ResourceNotFoundException", `Rule ${name} does not exist on EventBus ${bus}.`);
export const statementNotFound = () =>
  new AwsError("ResourceNotFoundException", "Statement with the provided id does not exist.");
export const archiveNotFound = (name: string) =>
  new AwsError("ResourceNotFoundException", `Archive ${name} does not exist.`);
export const archiveExists = (name: string) =>
  new AwsError("ResourceAlreadyExistsException", `Archive ${name} already exists.`);
export const replayNotFound = (name: string) =>
  new AwsError("ResourceNotFoundException", `Replay ${name} does not exist.`);
export const replayExists = (name: string) =>
  new AwsError("ResourceAlreadyExistsException", `Replay ${name} already exists.`);
export const limitExceeded = () =>
  new AwsError("LimitExceededException", "The requested resource exceeds the maximum number allowed.");
export const invalidPattern = (reason: string) =>
  new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${reason}`);
export const validation = (message: string) => new AwsError("ValidationException", message, { status: 400 });
export const invalidParameter = (name: string, reason?: string) =>
  validation(`Parameter ${name} is not valid.${reason === undefined ? "" : ` Reason: ${reason}`}`);
export const connectionNotFound = (name: string, verb: string) =>
  new AwsError(
    "ResourceNotFoundException",
    `Failed to ${verb} the connection(s). Connection '${name}' does not exist.`,
  );
export const connectionExists = (name: string) =>
  new AwsError("ResourceAlreadyExistsException", `Connection ${name} already exists.`);
export const apiDestinationNotFound = (name: string, verb: string) =>
  new AwsError(
    "ResourceNotFoundException",
    `Failed to ${verb} the api-destination(s). An api-destination '${name}' does not exist.`,
  );
export const apiDestinationExists = (name: string) =>
  new AwsError("ResourceAlreadyExistsException", `An api-destination '${name}' already exists.`);
