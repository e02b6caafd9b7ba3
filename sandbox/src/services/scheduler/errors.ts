import { AwsError } from "../../core/errors.ts";

export const validation = (message: string) => new AwsError("ValidationException", message);
export const scheduleNotFound = (name: string) =>
  new AwsError("ResourceNotFoundException", `Schedule ${name} does not exist.`);
export const groupNotFound = (name: string) =>
  new AwsError("ResourceNotFoundException", `Schedule group ${name} does not exist.`);
export const scheduleExists = (name: string) => new AwsError("ConflictException", `Schedule ${name} already exists.`);
export const groupExists = (name: string) =>
  new AwsError("ConflictException", `Schedule group ${name} already exists.`);
export const quotaExceeded = () =>
  new AwsError("ServiceQuotaExceededException", "The requested resource exceeds the maximum number allowed.");
export const invalidExpression = (text: string) => validation(`Invalid Schedule Expression ${text}.`);
/** As users report it. */
export const unsupportedService = (service: string) =>
  validation(`${service} is not a supported service for a target.`);
/** The words are ours. */
export const unsupportedAction = (service: string, action: string) =>
  validation(`${action} of ${service} is not a supported API action for a target.`);
/** As users report it for missing fields. */
export const invalidRequest = (reason: string) => validation(`Invalid RequestJson provided. Reason ${reason}`);
