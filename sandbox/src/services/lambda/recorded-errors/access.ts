import type { InvokeMode } from "@aws-sdk/client-lambda";
import { fn, lambda } from "./fixture.ts";

const url = (more: { FunctionName?: string; Qualifier?: string; InvokeMode?: InvokeMode }) => () =>
  lambda.createFunctionUrlConfig({ ...fn, AuthType: "NONE", ...more });

const permission = (more: Partial<Parameters<typeof lambda.addPermission>[0]> = {}) =>
  lambda.addPermission({
    ...fn,
    StatementId: "s3",
    Action: "lambda:InvokeFunction",
    Principal: "s3.amazonaws.com",
    ...more,
  });

/** Function URLs and resource policies. */
export const access = {
  "ValidationException: 1 validation error detected: Value 'UNKNOWN' at 'invokeMode' …": url({
    InvokeMode: "UNKNOWN" as InvokeMode,
  }),
  "ResourceNotFoundException: The resource you requested does not exist.": () => lambda.getFunctionUrlConfig(fn),
  "ResourceConflictException: Failed to create function url config for [functionArn = …": async () => {
    await url({})();
    await url({})();
  },
  "ResourceNotFoundException: Function does not exist": url({ FunctionName: "absent" }),
  "ValidationException: 1 validation error detected: Value '1' at 'qualifier' …": url({ Qualifier: "1" }),
  "ValidationException: 1 validation error detected: Value '2' at 'qualifier' …": url({ Qualifier: "2" }),
  "ValidationException: 1 validation error detected: Value '$LATEST' at 'qualifier' …": url({ Qualifier: "$LATEST" }),

  "ResourceNotFoundException: No policy is associated with the given resource.": () =>
    lambda.removePermission({ ...fn, StatementId: "s3" }),
  "ValidationException: 1 validation error detected: Value 'example.com' at 'statementId' …": () =>
    permission({ StatementId: "example.com" }),
  "InvalidParameterValueException: We currently do not support adding policies for $LATEST.": () =>
    permission({ Qualifier: "$LATEST" }),
  "InvalidParameterValueException: The provided principal was invalid. Please check the principal and try again.": () =>
    permission({ Principal: "invalid.nonaws.com" }),
  "ResourceNotFoundException: Function not found: …:function:doesnotexist": () =>
    permission({ FunctionName: "doesnotexist" }),
  "ResourceNotFoundException: Cannot find alias arn: …:function:<function-name>:alias-doesnotexist": () =>
    permission({ Qualifier: "alias-doesnotexist" }),
  "ResourceNotFoundException: Function not found: …:function:<function-name>:42": () => permission({ Qualifier: "42" }),
  "ValidationException: 1 validation error detected: Value 'invalid-qualifier-with-?-char' at 'qualifier' …": () =>
    permission({ Qualifier: "invalid-qualifier-with-?-char" }),
  "ResourceNotFoundException: Function not found: …:function:<function-name>:valid-with-$-but-doesnotexist": () =>
    permission({ Qualifier: "valid-with-$-but-doesnotexist" }),
  "ResourceConflictException: The statement id (s3) provided already exists. …": async () => {
    await permission();
    await permission();
  },
  "PreconditionFailedException: The Revision Id provided … Call the GetPolicy API …": () =>
    permission({ StatementId: "other", RevisionId: "wrong" }),
  "ResourceNotFoundException: Statement non-existent is not found in resource policy.": () =>
    lambda.removePermission({ ...fn, StatementId: "non-existent" }),
  "ResourceNotFoundException: No policy found for: …:function:doesnotexist": () =>
    lambda.removePermission({ FunctionName: "doesnotexist", StatementId: "s3" }),
};
