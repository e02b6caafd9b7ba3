import { AwsError } from "../../core/errors.ts";

/** Recorded, see test_non_existent_stream. */
export function streamNotFound(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Requested resource not found: Stream: ${arn} not found`);
}

export function shardNotFound(arn: string, shard: string): AwsError {
  return new AwsError(
    "ResourceNotFoundException",
    `Requested resource not found: Shard does not exist for stream: ${arn} with shard ID: ${shard}`,
  );
}

export function validation(message: string): AwsError {
  return new AwsError("ValidationException", message, { status: 400 });
}

export function constraint(value: string, member: string, text: string): AwsError {
  return validation(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${text}`,
  );
}

export function expiredIterator(): AwsError {
  return new AwsError(
    "ExpiredIteratorException",
    "Iterator expired. The iterator was issued more than 15 minutes ago.",
  );
}

export function trimmedData(): AwsError {
  return new AwsError(
    "TrimmedDataAccessException",
    "The operation attempted to read past the oldest stream record in a shard. The requested sequence number is older than 24 hours.",
  );
}
