import type { AttributeValue, CancellationReason } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../core/errors.ts";

/** AWS's words, also where they are odd ("of2048 bytes", "Atleast"). */

export function validation(message: string): AwsError {
  return new AwsError("ValidationException", message, { status: 400 });
}

export function invalidParameters(detail: string): AwsError {
  return validation(`One or more parameter values were invalid: ${detail}`);
}

// Tables

export function tableNotFound(): AwsError {
  return new AwsError("ResourceNotFoundException", "Requested resource not found");
}

export function namedTableNotFound(table: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Requested resource not found: Table: ${table} not found`);
}

export function tableMissing(table: string): AwsError {
  return new AwsError("TableNotFoundException", `Table not found: ${table}`);
}

export function indexOfTableNotFound(index: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Requested resource not found: Index: ${index} not found`);
}

export function resourceOfArnNotFound(arn: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Requested resource not found: ResourcArn: ${arn} not found`);
}

export function tableExists(table: string): AwsError {
  return new AwsError("ResourceInUseException", `Table already exists: ${table}`);
}

export function tableBusy(table: string, status: string): AwsError {
  return new AwsError(
    "ResourceInUseException",
    status === "DELETING"
      ? `Attempt to change a resource which is still in use: Table is being deleted: ${table}`
      : `Attempt to change a resource which is still in use: Table is being ${status === "CREATING" ? "created" : "updated"}: ${table}`,
  );
}

export function deletionProtected(): AwsError {
  return validation(
    "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
  );
}

export function limitExceeded(message: string): AwsError {
  return new AwsError("LimitExceededException", message);
}

// Resource policies; texts as observed on AWS by ack-api-quirks (2026-10), those of the lock and of the size are ours.

export function policyNotFound(arn: string): AwsError {
  return new AwsError(
    "PolicyNotFoundException",
    `Resource-based policy not found for the provided ResourceArn: ${arn}`,
  );
}

export function policyLocked(): AwsError {
  return new AwsError(
    "ThrottlingException",
    "The resource policy was changed less than 15 seconds ago. Try again later.",
    { status: 400 },
  );
}

export function policyLocksOut(): AwsError {
  return new AwsError(
    "AccessDeniedException",
    "The new resource policy will not allow you to update the resource policy in the future.",
    { status: 400 },
  );
}

export function foreignPolicy(): AwsError {
  return validation("This action is only supported by accounts that match the resource owner’s account.");
}

export function policyStreamNotFound(label: string, table: string): AwsError {
  return new AwsError(
    "ResourceNotFoundException",
    `Requested resource not found: Stream: ${label} not found for Table: ${table}`,
  );
}

export function indexNotFound(index: string): AwsError {
  return validation(`The table does not have the specified index: ${index}`);
}

// Items

export function conditionFailed(item?: Record<string, AttributeValue>): AwsError {
  return new AwsError("ConditionalCheckFailedException", "The conditional request failed", {
    members: item ? { Item: item } : {},
  });
}

/** INSERT of PartiQL. */
export function duplicateItem(): AwsError {
  return new AwsError("DuplicateItemException", "Duplicate primary key exists in table");
}

export function transactionCanceled(reasons: CancellationReason[]): AwsError {
  const codes = reasons.map((reason) => reason.Code).join(", ");
  return new AwsError(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { members: { CancellationReasons: reasons } },
  );
}

export function idempotentMismatch(): AwsError {
  return new AwsError(
    "IdempotentParameterMismatchException",
    "ClientRequestToken and parameters do not match with the previously used ones",
  );
}

export function keyMismatch(): AwsError {
  return validation("The provided key element does not match the schema");
}

export function emptyKey(type: "S" | "B", attribute: string): AwsError {
  return validation(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value. Key: ${attribute}`,
  );
}

export function emptyIndexKey(type: "S" | "B", index: string, attribute: string): AwsError {
  return validation(
    `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value. IndexName: ${index}, IndexKey: ${attribute}`,
  );
}

export function itemTooLarge(): AwsError {
  return validation("Item size has exceeded the maximum allowed size");
}

export function updatedItemTooLarge(): AwsError {
  return validation("Item size to update has exceeded the maximum allowed size");
}

export function duplicateKeys(): AwsError {
  return validation("Provided list of item keys contains duplicates");
}

/** The two messages of a provisioned table, and what is named as their reason. */
export function throughputExceeded(tableArn: string, index: string | undefined, kind: "read" | "write"): AwsError {
  const operation = kind === "read" ? "Read" : "Write";
  return new AwsError(
    "ProvisionedThroughputExceededException",
    index === undefined
      ? "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API"
      : "The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API",
    {
      members: {
        ThrottlingReasons: [
          {
            reason: `${index === undefined ? "Table" : "Index"}${operation}ProvisionedThroughputExceeded`,
            resource: index === undefined ? tableArn : `${tableArn}/index/${index}`,
          },
        ],
      },
    },
  );
}

export function transactionConflict(): AwsError {
  return new AwsError("TransactionConflictException", "Transaction is ongoing for the item");
}

/** The code of an error in answers that list several: its name without the end, but for one. */
export function shortCode({ code }: AwsError): string {
  return code === "ValidationException" ? "ValidationError" : code.replace(/Exception$/, "");
}

// Numbers

export function numberNotNumeric(text: string): AwsError {
  return validation(
    text
      ? `The parameter cannot be converted to a numeric value: ${text}`
      : "The parameter cannot be converted to a numeric value",
  );
}

export function numberOverflow(): AwsError {
  return validation("Number overflow. Attempting to store a number with magnitude larger than supported range");
}

export function numberUnderflow(): AwsError {
  return validation("Number underflow. Attempting to store a number with magnitude smaller than supported range");
}

export function numberTooPrecise(): AwsError {
  return validation("Attempting to store more than 38 significant digits in a Number");
}
