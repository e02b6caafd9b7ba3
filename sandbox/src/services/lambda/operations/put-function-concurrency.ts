import type { PutFunctionConcurrencyCommandInput, PutFunctionConcurrencyCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { unreservedConcurrency } from "../concurrency.ts";
import { invalidParameter, validationError } from "../errors.ts";
import { LATEST } from "../function.ts";
import { MIN_UNRESERVED_CONCURRENCY } from "../limits.ts";
import { getFunction } from "../reference.ts";

export const putFunctionConcurrency = operation<
  PutFunctionConcurrencyCommandInput,
  PutFunctionConcurrencyCommandOutput
>({
  accepts: ["FunctionName", "ReservedConcurrentExecutions"],
  access: (input, context) => [onFunction("PutFunctionConcurrency", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    if (reference.qualifier !== undefined)
      throw invalidParameter(
        "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
      );
    const owner = getFunction(reference, context, `${reference.functionArn}:${LATEST}`);
    const reserved = input.ReservedConcurrentExecutions!;
    if (reserved < 0)
      throw validationError(
        String(reserved),
        "reservedConcurrentExecutions",
        "Member must have value greater than or equal to 0",
      );
    const provisioned = [...owner.provisioned.values()].reduce((sum, { requested }) => sum + requested, 0);
    if (reserved < provisioned)
      // Recorded, spaces and all.
      throw invalidParameter(
        ` ReservedConcurrentExecutions  ${reserved} should not be lower than function's total provisioned concurrency [${provisioned}].`,
      );
    const left = unreservedConcurrency(owner, context) + (owner.reservedConcurrency ?? 0) - reserved;
    if (left < MIN_UNRESERVED_CONCURRENCY)
      throw invalidParameter(
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${MIN_UNRESERVED_CONCURRENCY}].`,
      );
    owner.reservedConcurrency = reserved;
    return { ReservedConcurrentExecutions: reserved };
  },
});
