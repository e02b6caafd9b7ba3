import { randomUUID } from "node:crypto";
import type { ModelledErrors } from "../../../aws-sdk-call/services.ts";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import { StatesError } from "../asl/errors.ts";

/** How the errors of an optimized integration are named, as the Java SDK 1 does. */
export interface OptimizedNames {
  /** Before the dot of the error: Lambda, DynamoDB. */
  prefix: string;
  /** The service in the text: AWSLambda. */
  service: string;
  /** The exception for codes that the service does not model: AWSLambdaException. */
  base: string;
}

/** Lambda.ResourceNotFoundException, "... (Service: AWSLambda; Status Code: 404; Error Code: ...; Request ID: ...; Proxy: null)" */
export function optimizedFailure(error: unknown, names: OptimizedNames, modelled: ModelledErrors): unknown {
  if (!(error instanceof AwsError) || error instanceof NotEmulated) return error;
  const { code, message } = error;
  const status = statusOf(error, modelled);
  return new StatesError(
    `${names.prefix}.${modelled.has(code) ? exceptionOf(code) : names.base}`,
    `${message} (Service: ${names.service}; Status Code: ${status}; Error Code: ${code}; Request ID: ${randomUUID()}; Proxy: null)`,
  );
}

/** As the Java SDK 2 names them: S3.NoSuchKeyException, "... (Service: S3, Status Code: 404, Request ID: ...)" */
export function sdkFailure(error: unknown, service: string, modelled: ModelledErrors): unknown {
  if (!(error instanceof AwsError) || error instanceof NotEmulated) return error;
  const { code, message } = error;
  const ids = `Request ID: ${randomUUID()}${service === "S3" ? `, Extended Request ID: ${randomUUID()}` : ""}`;
  return new StatesError(
    `${service}.${modelled.has(code) ? exceptionOf(code) : `${service}Exception`}`,
    `${message} (Service: ${service}, Status Code: ${statusOf(error, modelled)}, ${ids}) (SDK Attempt Count: 1)`,
  );
}

function statusOf(error: AwsError, modelled: ModelledErrors): number {
  return error.status ?? modelled.get(error.code) ?? 400;
}

const exceptionOf = (code: string): string => (code.endsWith("Exception") ? code : `${code}Exception`);
