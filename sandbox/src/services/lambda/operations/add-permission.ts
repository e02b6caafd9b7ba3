import type { AddPermissionCommandInput, AddPermissionCommandOutput } from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { conflict, invalidParameter, staleRevision, validationError } from "../errors.ts";
import { checkQualifier, newPolicy, permissionStatement, policyKey } from "../policy.ts";
import { getFunction } from "../reference.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html (2026-11) */
const ACTION = "(lambda:[*]|lambda:[a-zA-Z]+|[*])";

export const addPermission = operation<AddPermissionCommandInput, AddPermissionCommandOutput>({
  accepts: [
    "FunctionName",
    "StatementId",
    "Action",
    "Principal",
    "SourceArn",
    "SourceAccount",
    "EventSourceToken",
    "Qualifier",
    "RevisionId",
    "PrincipalOrgID",
    "FunctionUrlAuthType",
    "InvokedViaFunctionUrl",
  ],
  access: (input, context) => [onFunction("AddPermission", input, context)],
  run(input, context) {
    const reference = referenceOf(input, context);
    if (!/^[a-zA-Z0-9-_]+$/.test(input.StatementId!))
      throw validationError(
        input.StatementId!,
        "statementId",
        "Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
      );
    if (!new RegExp(`^${ACTION}$`).test(input.Action!))
      throw validationError(input.Action!, "action", `Member must satisfy regular expression pattern: ${ACTION}`);
    // The wording is ours; AWS refuses it too (API_AddPermission, FunctionUrlAuthType, 2026-11).
    if (input.FunctionUrlAuthType && input.Action !== "lambda:InvokeFunctionUrl")
      throw invalidParameter("FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
    const owner = getFunction(reference, context, reference.functionArn);
    checkQualifier(owner, reference);
    const key = policyKey(reference.qualifier);
    const before = owner.policies.get(key);
    if (input.RevisionId !== undefined && input.RevisionId !== before?.revisionId) throw staleRevision("GetPolicy");
    if (before?.statements.some(({ Sid }) => Sid === input.StatementId))
      throw conflict(
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    const statement = permissionStatement(input, reference.arn);
    owner.policies.set(key, newPolicy([...(before?.statements ?? []), statement]));
    return { Statement: JSON.stringify(statement) };
  },
});
