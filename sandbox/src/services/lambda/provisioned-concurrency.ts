import type { GetProvisionedConcurrencyConfigResponse, ProvisionedConcurrencyStatusEnum } from "@aws-sdk/client-lambda";
import { AwsError } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { unreservedConcurrency } from "./concurrency.ts";
import { engineOf } from "./engine.ts";
import { aliasNotFound, conflict, functionNotFound, invalidParameter, validationError } from "./errors.ts";
import { LATEST, type LambdaFunction } from "./function.ts";
import { MAX_PREPARED_ENVIRONMENTS, MIN_UNRESERVED_CONCURRENCY } from "./limits.ts";
import { findFunction, findVersion, type Reference } from "./reference.ts";
import { sessionOf } from "./role.ts";

/** Environments of a version or alias that are initialised before anybody asks. */
export interface ProvisionedConcurrency {
  requested: number;
  status: ProvisionedConcurrencyStatusEnum;
  reason: string | undefined;
  modifiedAt: number;
  /** Resolves when they are ready, or have failed. */
  settled: Promise<void>;
}

/** The function and the qualifier of a request; $LATEST has no provisioned concurrency. */
export function provisionedTarget(
  reference: Reference,
  latestMessage: string,
  context: OperationContext,
): { owner: LambdaFunction; qualifier: string } {
  const { qualifier, arn } = reference;
  const owner = findFunction(reference, context);
  if (qualifier === undefined || qualifier === LATEST) throw invalidParameter(latestMessage);
  const isVersion = /^\d+$/.test(qualifier);
  if (isVersion && !owner?.versions.has(qualifier)) throw functionNotFound(arn);
  if (!isVersion && !owner?.aliases.has(qualifier)) throw aliasNotFound(arn);
  return { owner: owner!, qualifier };
}

export function getProvisioned(owner: LambdaFunction, qualifier: string): ProvisionedConcurrency {
  const found = owner.provisioned.get(qualifier);
  if (!found)
    throw new AwsError(
      "ProvisionedConcurrencyConfigNotFoundException",
      "No Provisioned Concurrency Config found for this function",
      { members: { Type: "User" } },
    );
  return found;
}

export function checkProvisioned(
  owner: LambdaFunction,
  qualifier: string,
  requested: number,
  context: OperationContext,
): void {
  if (requested < 1)
    throw validationError(
      String(requested),
      "provisionedConcurrentExecutions",
      "Member must have value greater than or equal to 1",
    );
  const alias = owner.aliases.get(qualifier);
  if (alias && owner.provisioned.has(alias.version))
    throw conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
  for (const { name, version } of owner.aliases.values())
    if (version === qualifier && owner.provisioned.has(name))
      throw conflict("Version is pointed by a Provisioned Concurrency alias");
  if (owner.reservedConcurrency !== undefined) {
    if (requested > owner.reservedConcurrency)
      throw invalidParameter(
        "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
      );
    return;
  }
  const unreserved = unreservedConcurrency(owner, context);
  if (requested > unreserved)
    throw invalidParameter(
      `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`,
    );
  if (unreserved - requested < MIN_UNRESERVED_CONCURRENCY)
    throw invalidParameter(
      `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${MIN_UNRESERVED_CONCURRENCY}].`,
    );
}

/** Begins to initialise environments; also when an alias moves to another version. */
export function provision(
  owner: LambdaFunction,
  qualifier: string,
  requested: number,
  context: OperationContext,
): ProvisionedConcurrency {
  const version = findVersion(owner, qualifier)!;
  const config: ProvisionedConcurrency = {
    requested,
    status: "IN_PROGRESS",
    reason: undefined,
    modifiedAt: context.clock.now(),
    settled: Promise.resolve(),
  };
  const prepare = async (): Promise<void> => {
    const session = await sessionOf(owner, version.settings.role, context);
    const { pool } = engineOf(context);
    const count = Math.min(requested, MAX_PREPARED_ENVIRONMENTS);
    const areReady = await pool.prepare(version.deployment, count, () => Promise.resolve(session));
    config.status = areReady ? "READY" : "FAILED";
    if (!areReady) config.reason = "FUNCTION_ERROR_INIT_FAILURE";
  };
  config.settled = prepare().catch((error: unknown) => {
    if (!(error instanceof AwsError)) throw error;
    config.status = "FAILED";
    config.reason = error.message;
  });
  context.background(config.settled);
  owner.provisioned.set(qualifier, config);
  return config;
}

export function describeProvisioned({ requested, status, reason, modifiedAt }: ProvisionedConcurrency) {
  const available = status === "READY" ? requested : 0;
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: available,
    AllocatedProvisionedConcurrentExecutions: available,
    Status: status,
    ...(reason === undefined ? {} : { StatusReason: reason }),
    LastModified: new Date(modifiedAt).toISOString().replace("Z", "+0000"),
  } satisfies GetProvisionedConcurrencyConfigResponse;
}
