import { AwsError } from "../../../core/errors.ts";
import { validation } from "../errors.ts";

/** AWS's words for statements. `detail` is empty for what its lexer cannot read at all. */
export function notWellFormed(detail: string): AwsError {
  return validation(`Statement wasn't well formed, can't be processed: ${detail}`);
}

export function keyNotPinned(): AwsError {
  return validation("Where clause does not contain a mandatory equality on all key attributes");
}

/** An error of one of several statements, where it fails the whole request. */
export function inStatement(index: number, error: AwsError): AwsError {
  return new AwsError(error.code, `Validation failed in TransactStatements[${index}]: ${error.message}`, {
    status: 400,
    cause: error,
  });
}
