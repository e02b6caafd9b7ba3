import { AwsError } from "../../core/errors.ts";

/** Texts are ours: there are no recordings of this service. */
export const validation = (message: string) => new AwsError("ValidationException", message);
export const pipeNotFound = (name: string) => new AwsError("NotFoundException", `Pipe ${name} does not exist.`);
export const pipeExists = (name: string) => new AwsError("ConflictException", `Pipe ${name} already exists.`);
export const pipeBusy = (name: string, state: string) =>
  new AwsError("ConflictException", `Pipe ${name} is ${state}. Try again when it has settled.`);
export const quotaExceeded = () =>
  new AwsError("ServiceQuotaExceededException", "The account has as many pipes as it may have in this Region.");
