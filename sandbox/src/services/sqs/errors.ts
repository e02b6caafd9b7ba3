import { AwsError } from "../../core/errors.ts";

/** What the front end answers for a parameter: in JSON `InvalidParameterValueException`, in the query protocol (and its header in JSON) `InvalidParameterValue`. */
export function invalidParameter(message: string): AwsError {
  return new AwsError("InvalidParameterValueException", message, {
    status: 400,
    query: { code: "InvalidParameterValue" },
  });
}

export function invalidValue(value: unknown, parameter: string, reason: string): AwsError {
  return invalidParameter(`Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`);
}

export function missingParameter(name: string): AwsError {
  return new AwsError("MissingRequiredParameterException", `The request must contain the parameter ${name}.`, {
    status: 400,
    query: { code: "MissingParameter" },
  });
}

/** The two protocols have two texts; both recorded in test_non_existent_queue. */
export function queueDoesNotExist(): AwsError {
  return new AwsError("QueueDoesNotExist", "The specified queue does not exist.", {
    query: { message: "The specified queue does not exist for this wsdl version." },
  });
}

export function invalidAddress(url: string): AwsError {
  return new AwsError("InvalidAddress", `The address ${url} is not valid for this endpoint.`);
}

export function queueNameExists(attribute: string): AwsError {
  return new AwsError(
    "QueueNameExists",
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
  );
}

export function queueDeletedRecently(): AwsError {
  return new AwsError(
    "QueueDeletedRecently",
    "You must wait 60 seconds after deleting a queue before you can create another with the same name.",
  );
}

export function unknownAttribute(name: string): AwsError {
  return new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
}

export function attributeNotAllowed(message: string): AwsError {
  return new AwsError("InvalidAttributeName", message);
}

export function invalidAttributeValue(name: string, reason?: string): AwsError {
  return new AwsError(
    "InvalidAttributeValue",
    `Invalid value for the parameter ${name}.${reason === undefined ? "" : ` Reason: ${reason}`}`,
  );
}

export function invalidContents(): AwsError {
  return new AwsError(
    "InvalidMessageContents",
    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
  );
}

export function invalidReceiptHandle(handle: string): AwsError {
  return new AwsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);
}

export function expiredReceiptHandle(handle: string): AwsError {
  return invalidValue(handle, "ReceiptHandle", "The receipt handle has expired.");
}

export function emptyBatch(entry: string): AwsError {
  return new AwsError("EmptyBatchRequest", `There should be at least one ${entry} in the request.`);
}

export function tooManyEntries(most: number, sent: number): AwsError {
  return new AwsError(
    "TooManyEntriesInBatchRequest",
    `Maximum number of entries per request are ${most}. You have sent ${sent}.`,
  );
}

export function invalidBatchId(): AwsError {
  return new AwsError(
    "InvalidBatchEntryId",
    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
  );
}

export function repeatedBatchId(id: string): AwsError {
  return new AwsError("BatchEntryIdsNotDistinct", `Id ${id} repeated.`);
}

export function batchTooLong(most: number, sent: number): AwsError {
  return new AwsError(
    "BatchRequestTooLong",
    `Batch requests cannot be longer than ${most} bytes. You have sent ${sent} bytes.`,
  );
}

export function purgeInProgress(name: string): AwsError {
  return new AwsError("PurgeQueueInProgress", `Only one PurgeQueue operation on ${name} is allowed every 60 seconds.`);
}

export function overLimit(message: string): AwsError {
  return new AwsError("OverLimit", message);
}

export function resourceNotFound(message: string): AwsError {
  return new AwsError("ResourceNotFoundException", message);
}

/** The AWS managed key lets principals of the account in, and no service: key-management.html#compatibility-with-aws-services (2026-11). */
export function kmsAccessDenied(caller: string): AwsError {
  return new AwsError(
    "KmsAccessDenied",
    `User: ${caller} is not authorized to perform: kms:GenerateDataKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
  );
}
