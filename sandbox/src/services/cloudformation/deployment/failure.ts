import { randomUUID } from "node:crypto";
import { AwsError } from "../../../core/errors.ts";
import { reportFault } from "../../../core/fault.ts";
import { ResourceFailure } from "./resource-failure.ts";

const HANDLER_ERRORS: [RegExp, string][] = [
  [/^(AccessDenied|UnauthorizedOperation|NotAuthorized)/, "AccessDenied"],
  [/AlreadyExist|EntityAlreadyExists|InUse|AlreadyOwnedByYou|ResourceConflict/, "AlreadyExists"],
  [/NotFound|NoSuch/, "NotFound"],
  [/Throttl|TooManyRequests/, "Throttling"],
  [/LimitExceeded|Quota/, "ServiceLimitExceeded"],
  [/^(InternalFailure|NotEmulated)/, "InternalFailure"],
];

/** The reason of a failed resource: a template's error as it is, a service's error as the type's handler passes it on. */
export function failureReason(error: unknown, type: string): string {
  if (error instanceof ResourceFailure) return error.message;
  if (!(error instanceof AwsError)) {
    reportFault(error, `the provider of ${type}`);
    return `This is a fault of the sandbox, in the provider of ${type}: ${String(error)}`;
  }
  if (error.code === "ValidationError" && /^(Template error|Resource type|Properties validation)/.test(error.message))
    return error.message;
  const handlerError = HANDLER_ERRORS.find(([pattern]) => pattern.test(error.code))?.[1] ?? "InvalidRequest";
  const service = type.split("::")[1];
  return `Resource handler returned message: "${error.message} (Service: ${service}, Status Code: ${error.status ?? 400}, Request ID: ${randomUUID()})" (RequestToken: ${randomUUID()}, HandlerErrorCode: ${handlerError})`;
}
