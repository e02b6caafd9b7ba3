import { AwsError } from "../../core/errors.ts";

export function badRequest(message: string): AwsError {
  return new AwsError("BadRequestException", message);
}

export function conflict(message: string): AwsError {
  return new AwsError("ConflictException", message);
}

type Kind = "API" | "Authorizer" | "Deployment" | "Integration" | "Route" | "Stage";

export function notFound(kind: Kind, id: string): AwsError {
  return new AwsError("NotFoundException", `Invalid ${kind} identifier specified ${id}`);
}

/** Mapping expressions are refused in the wrapping of AWS's importer. */
export function invalidMapping(detail: string): AwsError {
  return badRequest(`Invalid mapping expression specified: Validation Result: warnings : [], errors : [${detail}]`);
}

/** SAM and Terraform users know this text. */
export function unknownRoute(key: string): AwsError {
  return new AwsError("NotFoundException", `Unable to find Route by key ${key} within the provided RouteSettings`);
}
