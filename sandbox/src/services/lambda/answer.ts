import type { FunctionConfiguration, LastUpdateStatusReasonCode } from "@aws-sdk/client-lambda";
import type { FunctionVersion, LambdaFunction } from "./function.ts";

/** What AWS says of a version at rest. `arn` carries the qualifier that was asked for. */
export function describeVersion(owner: LambdaFunction, version: FunctionVersion, arn: string): FunctionConfiguration {
  const { settings, code } = version;
  return {
    FunctionName: owner.name,
    FunctionArn: arn,
    Runtime: settings.runtime,
    Role: settings.role,
    Handler: settings.handler,
    CodeSize: code.size,
    Description: settings.description,
    Timeout: settings.timeout,
    MemorySize: settings.memorySize,
    LastModified: new Date(version.lastModified).toISOString().replace("Z", "+0000"),
    CodeSha256: code.sha256,
    Version: version.version,
    ...(settings.variables ? { Environment: { Variables: settings.variables } } : {}),
    ...(settings.deadLetterTarget === undefined ? {} : { DeadLetterConfig: { TargetArn: settings.deadLetterTarget } }),
    TracingConfig: { Mode: settings.tracing },
    RevisionId: version.revisionId,
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    Architectures: [settings.architecture],
    ...(settings.layers.length
      ? { Layers: settings.layers.map(({ arn: Arn, code: { size: CodeSize } }) => ({ Arn, CodeSize })) }
      : {}),
    EphemeralStorage: { Size: settings.ephemeralStorage },
    SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
    LoggingConfig: {
      LogFormat: settings.logging.format,
      LogGroup: settings.logging.group,
      ...(settings.logging.applicationLevel ? { ApplicationLogLevel: settings.logging.applicationLevel } : {}),
      ...(settings.logging.systemLevel ? { SystemLogLevel: settings.logging.systemLevel } : {}),
    },
  };
}

/** The answer to CreateFunction. Whoever asks next finds the function Active; AWS takes a few seconds. */
export function describeCreated(owner: LambdaFunction): FunctionConfiguration {
  const { LastUpdateStatus: _, ...configuration } = describeVersion(owner, owner.latest, owner.arn);
  return {
    ...configuration,
    State: "Pending",
    StateReason: "The function is being created.",
    StateReasonCode: "Creating",
  };
}

/** The answer to an update: in progress, and done when asked next. */
export function describeUpdated(owner: LambdaFunction): FunctionConfiguration {
  return {
    ...describeVersion(owner, owner.latest, owner.arn),
    LastUpdateStatus: "InProgress",
    LastUpdateStatusReason: "The function is being created.",
    // Recorded on AWS; the SDK's list of reasons lacks it.
    LastUpdateStatusReasonCode: "Creating" as LastUpdateStatusReasonCode,
  };
}

/** In lists AWS leaves the states and the runtime version out. */
export function describeInList(owner: LambdaFunction, version: FunctionVersion, arn: string): FunctionConfiguration {
  const { State: _, LastUpdateStatus: __, ...configuration } = describeVersion(owner, version, arn);
  return configuration;
}
