import type { DestinationConfig, FunctionEventInvokeConfig } from "@aws-sdk/client-lambda";
import { parseArn } from "../../../core/arn.ts";
import type { OperationContext } from "../../../core/service.ts";
import { invalidParameter, resourceNotFound, validationError } from "../errors.ts";
import { functions, LATEST, type LambdaFunction } from "../function.ts";
import { MAX_EVENT_AGE_SECONDS, MAX_RETRY_ATTEMPTS, MIN_EVENT_AGE_SECONDS } from "../limits.ts";
import { findFunction, type Reference } from "../reference.ts";

/** How asynchronous events of a function, version or alias are retried, and who hears of the end. */
export interface EventInvokeConfig {
  maximumRetryAttempts: number | undefined;
  maximumEventAgeInSeconds: number | undefined;
  onSuccess: string | undefined;
  onFailure: string | undefined;
  modifiedAt: number;
}

export interface EventInvokeInput {
  MaximumRetryAttempts?: number | undefined;
  MaximumEventAgeInSeconds?: number | undefined;
  DestinationConfig?: DestinationConfig | undefined;
}

const ARN =
  "$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)";

/** The function, and the key of its configuration: a version, an alias, or $LATEST. */
export function configured(
  reference: Reference,
  context: OperationContext,
): { owner: LambdaFunction; key: string; arn: string } {
  const owner = findFunction(reference, context);
  const key = reference.qualifier ?? LATEST;
  if (!owner || (key !== LATEST && !owner.versions.has(key) && !owner.aliases.has(key)))
    throw resourceNotFound("The function doesn't exist.");
  return { owner, key, arn: `${owner.arn}:${key}` };
}

export function getConfig(reference: Reference, context: OperationContext): { config: EventInvokeConfig; arn: string } {
  const arn = `${reference.functionArn}:${reference.qualifier ?? LATEST}`;
  const config = findFunction(reference, context)?.eventInvokeConfigs.get(reference.qualifier ?? LATEST);
  if (!config) throw resourceNotFound(`The function ${arn} doesn't have an EventInvokeConfig`);
  return { config, arn };
}

export function checkEventInvokeInput(input: EventInvokeInput, owner: LambdaFunction, context: OperationContext): void {
  const { MaximumRetryAttempts: retries, MaximumEventAgeInSeconds: age, DestinationConfig } = input;
  checkRange(retries, "maximumRetryAttempts", 0, MAX_RETRY_ATTEMPTS);
  checkRange(age, "maximumEventAgeInSeconds", MIN_EVENT_AGE_SECONDS, MAX_EVENT_AGE_SECONDS);
  if (retries === undefined && age === undefined && DestinationConfig === undefined)
    throw invalidParameter("You must specify at least one of error handling or destination setting.");
  for (const kind of ["OnSuccess", "OnFailure"] as const) {
    const destination = DestinationConfig?.[kind]?.Destination;
    if (destination) checkDestination(destination, kind, DestinationConfig, owner, context);
  }
}

function checkRange(value: number | undefined, member: string, min: number, max: number): void {
  if (value === undefined) return;
  if (value > max) throw validationError(String(value), member, `Member must have value less than or equal to ${max}`);
  if (value < min)
    throw validationError(String(value), member, `Member must have value greater than or equal to ${min}`);
}

function checkDestination(
  destination: string,
  kind: "OnSuccess" | "OnFailure",
  config: DestinationConfig,
  owner: LambdaFunction,
  context: OperationContext,
): void {
  if (!new RegExp(`^(${ARN})$`).test(destination))
    throw validationError(
      destination,
      `destinationConfig.on${kind.slice(2)}.destination`,
      `Member must satisfy regular expression pattern: ${ARN}`,
    );
  const { service, account, region, resource } = parseArn(destination)!;
  switch (service) {
    case "lambda": {
      const name = resource.split(":")[1]!;
      if (!context.allState.get(functions, account, region).has(name))
        throw invalidParameter(`The destination ARN ${destination} is invalid.`);
      if (name === owner.name && account === owner.account && region === owner.region)
        throw invalidParameter("You can't specify the function as a destination for itself.");
      return;
    }
    case "s3":
      if (kind === "OnFailure") return;
      break;
    case "sqs":
    case "sns":
      // Standard queues and topics only: invocation-async-retain-records.html (2026-11).
      if (!resource.endsWith(".fifo")) return;
      throw invalidParameter(`The destination ARN ${destination} is invalid.`);
    case "events":
      return;
  }
  const shown = (one: typeof kind) => {
    const arn = config[one]?.Destination;
    return arn === undefined ? "null" : `${one}(destination=${arn})`;
  };
  throw invalidParameter(
    `The provided destination config DestinationConfig(onSuccess=${shown("OnSuccess")}, onFailure=${shown("OnFailure")}) is invalid.`,
  );
}

/** The configuration after a request; what a request leaves out is taken from `before`. */
export function applyEventInvokeInput(
  input: EventInvokeInput,
  before: EventInvokeConfig | undefined,
  now: number,
): EventInvokeConfig {
  const { DestinationConfig } = input;
  return {
    maximumRetryAttempts: input.MaximumRetryAttempts ?? before?.maximumRetryAttempts,
    maximumEventAgeInSeconds: input.MaximumEventAgeInSeconds ?? before?.maximumEventAgeInSeconds,
    onSuccess: DestinationConfig ? DestinationConfig.OnSuccess?.Destination || undefined : before?.onSuccess,
    onFailure: DestinationConfig ? DestinationConfig.OnFailure?.Destination || undefined : before?.onFailure,
    modifiedAt: now,
  };
}

export function describeEventInvokeConfig(arn: string, config: EventInvokeConfig): FunctionEventInvokeConfig {
  const { maximumRetryAttempts, maximumEventAgeInSeconds, onSuccess, onFailure } = config;
  return {
    LastModified: new Date(config.modifiedAt),
    FunctionArn: arn,
    ...(maximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeInSeconds === undefined ? {} : { MaximumEventAgeInSeconds: maximumEventAgeInSeconds }),
    DestinationConfig: {
      OnSuccess: onSuccess === undefined ? {} : { Destination: onSuccess },
      OnFailure: onFailure === undefined ? {} : { Destination: onFailure },
    },
  };
}
