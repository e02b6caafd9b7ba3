import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { policyFor } from "./policy.ts";
import { findFunction, parseReference, type Reference } from "./reference.ts";

/** The access of an operation on one function, whose policy may grant it. Lambda checks most actions against the unqualified ARN. */
export function onFunction(
  action: string,
  input: { FunctionName?: string | undefined; Qualifier?: string | undefined },
  context: OperationContext,
): AccessRequest {
  const reference = parseReference(input.FunctionName!, input.Qualifier, context);
  const resourcePolicy = policyFor(findFunction(reference, context), reference.qualifier);
  return {
    action: `lambda:${action}`,
    resource: reference.functionArn,
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}

/** The access of CreateFunction, whose checks of the name are its own. */
export function onNewFunction(input: { FunctionName?: string | undefined }, context: OperationContext): AccessRequest {
  const reference = parseReference(input.FunctionName!, undefined, context, { forCreation: true });
  return { action: "lambda:CreateFunction", resource: reference.functionArn };
}

/** Invoking: against the ARN as it is asked for, and the policy of what it names. */
export function onInvocation(
  input: { FunctionName?: string | undefined; Qualifier?: string | undefined },
  context: OperationContext,
): AccessRequest {
  const reference = referenceOf(input, context);
  const resourcePolicy = policyFor(findFunction(reference, context), reference.qualifier);
  return {
    action: "lambda:InvokeFunction",
    resource: reference.arn,
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}

/** Handing a role to Lambda. */
export function passRole(role: string | undefined): AccessRequest[] {
  if (!role) return [];
  return [{ action: "iam:PassRole", resource: role, conditions: { "iam:PassedToService": "lambda.amazonaws.com" } }];
}

export function referenceOf(
  input: { FunctionName?: string | undefined; Qualifier?: string | undefined },
  context: OperationContext,
): Reference {
  return parseReference(input.FunctionName!, input.Qualifier, context);
}
