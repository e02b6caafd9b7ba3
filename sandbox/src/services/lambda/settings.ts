import type {
  DeadLetterConfig,
  Environment,
  LoggingConfig,
  Runtime,
  SnapStart,
  UpdateFunctionConfigurationRequest,
} from "@aws-sdk/client-lambda";
import { parseArn } from "../../core/arn.ts";
import { NotEmulated } from "../../core/errors.ts";
import { invalidParameter, validationError } from "./errors.ts";
import type { Settings } from "./function.ts";
import {
  DEFAULT_MEMORY_MB,
  DEFAULT_TIMEOUT_SECONDS,
  MAX_ENVIRONMENT_BYTES,
  MAX_EPHEMERAL_STORAGE_MB,
  MAX_MEMORY_MB,
  MAX_TIMEOUT_SECONDS,
  MIN_EPHEMERAL_STORAGE_MB,
  MIN_MEMORY_MB,
} from "./limits.ts";

/** What CreateFunction and UpdateFunctionConfiguration have in common. */
type SettingsInput = Pick<
  UpdateFunctionConfigurationRequest,
  | "Runtime"
  | "Role"
  | "Handler"
  | "Description"
  | "Timeout"
  | "MemorySize"
  | "Environment"
  | "EphemeralStorage"
  | "LoggingConfig"
  | "TracingConfig"
  | "DeadLetterConfig"
  | "SnapStart"
>;

const ROLE = "arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+";
/** https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html (2026-11) */
const TARGET = "(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()";
const NODE = /^nodejs(12|14|16|18|20|22|24)\.x$/;
/** Names that AWS knows, or knew, and the sandbox cannot run. */
const FOREIGN =
  /^(python3\.\d+|java(8|8\.al2|11|17|21|25)|dotnet(core\d\.\d|6|8|10)|ruby[234]\.\d|provided(\.al2|\.al2023)?|go1\.x|nodejs26\.x)$/;
/** Recorded on AWS, in its order. */
const RUNTIMES =
  "nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2";

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, "Reserved environment variables" (2026-11) */
const RESERVED = new Set([
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
]);

/** Names the script that starts the runtime: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html (2026-11) */
const WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

/** Reasons not to run a runtime, completing "The sandbox does not emulate ...". */
export function runtimeGap(runtime: string): string | undefined {
  return FOREIGN.test(runtime) ? `the Lambda runtime ${runtime} (it runs Node.js functions only)` : undefined;
}

/** The settings after `input`, checked; `before` is undefined for a new function. */
export function applySettings(input: SettingsInput, before: Settings | undefined, functionName: string): Settings {
  checkRange(input.MemorySize, "memorySize", MIN_MEMORY_MB, MAX_MEMORY_MB);
  checkRange(input.Timeout, "timeout", 1, MAX_TIMEOUT_SECONDS);
  checkRange(input.EphemeralStorage?.Size, "ephemeralStorage.size", MIN_EPHEMERAL_STORAGE_MB, MAX_EPHEMERAL_STORAGE_MB);
  if (input.Role !== undefined && !new RegExp(`^${ROLE}$`).test(input.Role))
    throw validationError(input.Role, "role", `Member must satisfy regular expression pattern: ${ROLE}`);
  if (input.Runtime !== undefined) checkRuntime(input.Runtime);
  const tracing = input.TracingConfig?.Mode;
  if (tracing !== undefined && tracing !== "Active" && tracing !== "PassThrough")
    throw validationError(tracing, "tracingConfig.mode", "Member must satisfy enum value set: [Active, PassThrough]");
  checkDeadLetters(input.DeadLetterConfig);
  checkSnapStart(input.SnapStart);
  if (input.Environment) checkVariables(input.Environment);
  const runtime = input.Runtime ?? before?.runtime;
  const handler = input.Handler ?? before?.handler;
  if (!runtime || !handler)
    throw invalidParameter(
      "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
    );
  return {
    role: input.Role ?? before!.role,
    runtime,
    handler,
    description: input.Description ?? before?.description ?? "",
    timeout: input.Timeout ?? before?.timeout ?? DEFAULT_TIMEOUT_SECONDS,
    memorySize: input.MemorySize ?? before?.memorySize ?? DEFAULT_MEMORY_MB,
    variables: input.Environment ? (input.Environment.Variables ?? {}) : before?.variables,
    architecture: before?.architecture ?? "x86_64",
    layers: before?.layers ?? [],
    ...(before?.optDir === undefined ? {} : { optDir: before.optDir }),
    ephemeralStorage: input.EphemeralStorage?.Size ?? before?.ephemeralStorage ?? MIN_EPHEMERAL_STORAGE_MB,
    tracing: tracing ?? before?.tracing ?? "PassThrough",
    // Without a target there is no queue: so it is removed.
    deadLetterTarget: input.DeadLetterConfig ? input.DeadLetterConfig.TargetArn || undefined : before?.deadLetterTarget,
    logging: applyLogging(input.LoggingConfig, before?.logging, functionName),
  };
}

function applyLogging(
  input: LoggingConfig | undefined,
  before: Settings["logging"] | undefined,
  functionName: string,
): Settings["logging"] {
  const format = input?.LogFormat ?? before?.format ?? "Text";
  const group = input?.LogGroup ?? before?.group ?? `/aws/lambda/${functionName}`;
  if (format === "Text") {
    // The wording is ours; AWS refuses it too (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html, 2026-11).
    if (input?.ApplicationLogLevel || input?.SystemLogLevel)
      throw invalidParameter("Log levels can only be set for functions with the JSON log format.");
    return { format, group };
  }
  return {
    format,
    group,
    applicationLevel: input?.ApplicationLogLevel ?? before?.applicationLevel ?? "INFO",
    systemLevel: input?.SystemLogLevel ?? before?.systemLevel ?? "INFO",
  };
}

export function checkArchitectures(architectures: string[] | undefined): void {
  if (!architectures) return;
  const value = `[${architectures.join(", ")}]`;
  if (architectures.length > 1)
    throw validationError(value, "architectures", "Member must have length less than or equal to 1");
  if (!architectures.every((name) => name === "x86_64" || name === "arm64"))
    throw validationError(
      value,
      "architectures",
      "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
    );
}

function checkRuntime(runtime: Runtime): void {
  const gap = runtimeGap(runtime);
  if (gap) throw new NotEmulated(gap);
  if (!NODE.test(runtime))
    throw invalidParameter(
      `Value ${runtime} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${RUNTIMES}] or be a valid ARN`,
    );
}

function checkRange(value: number | undefined, member: string, min: number, max: number): void {
  if (value === undefined) return;
  if (value > max) throw validationError(String(value), member, `Member must have value less than or equal to ${max}`);
  if (value < min)
    throw validationError(String(value), member, `Member must have value greater than or equal to ${min}`);
}

/** Standard queues and topics only: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (2026-11) */
function checkDeadLetters(config: DeadLetterConfig | undefined): void {
  const target = config?.TargetArn;
  if (target === undefined || target === "") return;
  if (!new RegExp(`^(${TARGET})$`).test(target))
    throw validationError(
      target,
      "deadLetterConfig.targetArn",
      `Member must satisfy regular expression pattern: ${TARGET}`,
    );
  const service = parseArn(target)?.service;
  if ((service !== "sqs" && service !== "sns") || target.endsWith(".fifo"))
    throw invalidParameter(`The provided dead letter target ARN ${target} is invalid.`);
}

/** Reasons not to take a SnapStart setting, completing "The sandbox does not emulate ...". */
export function snapStartGap(applyOn: unknown): string | undefined {
  return applyOn === "PublishedVersions" ? "Lambda SnapStart (ApplyOn PublishedVersions)" : undefined;
}

function checkSnapStart({ ApplyOn = "None" }: SnapStart = {}): void {
  const gap = snapStartGap(ApplyOn);
  if (gap) throw new NotEmulated(gap);
  if (ApplyOn !== "None")
    throw validationError(
      ApplyOn,
      "snapStart.applyOn",
      "Member must satisfy enum value set: [PublishedVersions, None]",
    );
}

/** Reasons not to take environment variables, completing "The sandbox does not emulate ...". */
export function variableGap(variables: object | undefined): string | undefined {
  return variables && WRAPPER in variables ? `the Lambda environment variable ${WRAPPER} (wrapper scripts)` : undefined;
}

function checkVariables({ Variables = {} }: Environment): void {
  const gap = variableGap(Variables);
  if (gap) throw new NotEmulated(gap);
  for (const key of Object.keys(Variables))
    if (!/^[a-zA-Z][a-zA-Z0-9_]+$/.test(key))
      throw validationError(
        `{${key}=${Variables[key]}}`,
        "environment.variables",
        "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
      );
  const reserved = Object.keys(Variables).filter((key) => RESERVED.has(key));
  if (reserved.length)
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  const measured = JSON.stringify(Variables);
  if (Buffer.byteLength(measured) > MAX_ENVIRONMENT_BYTES)
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
    );
}
