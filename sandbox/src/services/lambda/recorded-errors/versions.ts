import { fn, lambda } from "./fixture.ts";

const alias = (name: string, version: string, weights?: Record<string, number>) => () =>
  lambda.createAlias({
    ...fn,
    Name: name,
    FunctionVersion: version,
    ...(weights && { RoutingConfig: { AdditionalVersionWeights: weights } }),
  });

/** Versions, aliases and their concurrency. */
export const versions = {
  "PreconditionFailedException: The Revision Id provided … Call the GetFunction/GetAlias API …": () =>
    lambda.publishVersion({ ...fn, RevisionId: "wrong" }),
  "InvalidParameterValueException: CodeSHA256 (somenonexistentsha256) is different …": () =>
    lambda.publishVersion({ ...fn, CodeSha256: "somenonexistentsha256" }),
  "InvalidParameterValueException: CodeSHA256 (aaaaa…) is different …": () =>
    lambda.publishVersion({ ...fn, CodeSha256: "a".repeat(64) }),
  "InvalidParameterValueException: Number of items in AdditionalVersionWeights cannot be greater than 1": alias(
    "custom",
    "1",
    { "1": 0.1, "2": 0.2 },
  ),
  "ValidationException: 1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' …":
    alias("custom", "1", { "2": 2 }),
  "ValidationException: 1 validation error detected: Value '{2=-1.0}' at 'routingConfig.additionalVersionWeights' …":
    alias("custom", "1", { "2": -1 }),
  "InvalidParameterValueException: Invalid function version 1. Function version 1 is already included in routing configuration.":
    alias("custom", "1", { "1": 0.5 }),
  "ResourceNotFoundException: Function not found: …:function:<function-name:1>:10": alias("custom", "10"),
  "InvalidParameterValueException: $LATEST is not supported for an alias pointing to more than 1 version": alias(
    "custom",
    "$LATEST",
    { "1": 0.5 },
  ),
  "ValidationException: 1 validation error detected: Value '{$LATEST=0.5}' at 'routingConfig.additionalVersionWeights' …":
    alias("custom", "1", { $LATEST: 0.5 }),
  "ResourceNotFoundException: Function not found: …:function:<function-name:1>-unknown:1": () =>
    lambda.createAlias({ FunctionName: "fn-unknown", Name: "custom", FunctionVersion: "1" }),
  "ResourceConflictException: Alias already exists: …:function:<function-name:1>:custom": async () => {
    await alias("custom", "1")();
    await alias("custom", "1")();
  },
  "ResourceNotFoundException: Cannot find alias arn: …:function:<function-name:1>:non-existent": () =>
    lambda.getAlias({ ...fn, Name: "non-existent" }),
  "ResourceNotFoundException: Alias not found: …:function:<function-name:1>:non-existent": () =>
    lambda.updateAlias({ ...fn, Name: "non-existent", Description: "" }),
  "ValidationException: 1 validation error detected: Value '2024' at 'name' …": alias("2024", "1"),

  "InvalidParameterValueException: This operation is permitted on Lambda functions only. …": () =>
    lambda.putFunctionConcurrency({ FunctionName: "fn:live", ReservedConcurrentExecutions: 1 }),
  "InvalidParameterValueException: Specified ReservedConcurrentExecutions for function decreases …": () =>
    lambda.putFunctionConcurrency({ ...fn, ReservedConcurrentExecutions: 1001 }),
  "ProvisionedConcurrencyConfigNotFoundException: No Provisioned Concurrency Config found for this function": () =>
    lambda.getProvisionedConcurrencyConfig({ ...fn, Qualifier: "1" }),
  "InvalidParameterValueException:  ReservedConcurrentExecutions 1 should not be lower than function's total provisioned concurrency [2].":
    () => withProvisioned("2", 2, () => lambda.putFunctionConcurrency({ ...fn, ReservedConcurrentExecutions: 1 })),
  "InvalidParameterValueException: Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function":
    async () => {
      await lambda.putFunctionConcurrency({ ...fn, ReservedConcurrentExecutions: 1 });
      try {
        await provision("2", 2);
      } finally {
        await lambda.deleteFunctionConcurrency(fn);
      }
    },
  "ResourceNotFoundException: Cannot find alias arn: …:function:doesnotexist:noalias": () =>
    lambda.getProvisionedConcurrencyConfig({ FunctionName: "doesnotexist", Qualifier: "noalias" }),
  "ResourceNotFoundException: Cannot find alias arn: …:function:<function-name:1>:noalias": () =>
    lambda.getProvisionedConcurrencyConfig({ ...fn, Qualifier: "noalias" }),
  "ResourceNotFoundException: Cannot find alias arn: …:function:<function-name:1>:<alias-name>": async () => {
    await alias("gone", "1")();
    await lambda.deleteAlias({ ...fn, Name: "gone" });
    await lambda.getProvisionedConcurrencyConfig({ ...fn, Qualifier: "gone" });
  },
  "InvalidParameterValueException: The function resource provided must be an alias or a published version.": () =>
    lambda.getProvisionedConcurrencyConfig({ ...fn, Qualifier: "$LATEST" }),
  "ResourceNotFoundException: Function not found: …:function:doesnotexist:1": () =>
    lambda.deleteProvisionedConcurrencyConfig({ FunctionName: "doesnotexist", Qualifier: "1" }),
  "ValidationException: 1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' …": () =>
    provision("1", 0),
  "ResourceNotFoundException: Cannot find alias arn: …:function:<function-name:1>:doesnotexist": () =>
    provision("doesnotexist", 1),
  "InvalidParameterValueException: Provisioned Concurrency Configs cannot be applied to unpublished function versions.":
    () => provision("$LATEST", 1),
  "ResourceConflictException: Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version":
    () => withProvisioned("1", 1, () => provision("live", 1)),
  "ResourceConflictException: Version is pointed by a Provisioned Concurrency alias": () =>
    withProvisioned("live", 1, () => provision("1", 1)),
  "InvalidParameterValueException: Specified ConcurrentExecutions for function is greater than account's unreserved concurrency …":
    () => provision("1", 1001),
  "InvalidParameterValueException: Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution …":
    () => provision("1", 950),
};

function provision(qualifier: string, executions: number) {
  return lambda.putProvisionedConcurrencyConfig({
    ...fn,
    Qualifier: qualifier,
    ProvisionedConcurrentExecutions: executions,
  });
}

async function withProvisioned(qualifier: string, executions: number, request: () => Promise<unknown>): Promise<void> {
  await provision(qualifier, executions);
  try {
    await request();
  } finally {
    await lambda.deleteProvisionedConcurrencyConfig({ ...fn, Qualifier: qualifier });
  }
}
