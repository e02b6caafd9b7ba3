import type { DeploymentConfig } from "@aws-sdk/client-cloudformation";
import { NotEmulated } from "../../core/errors.ts";

interface Refusable {
  NotificationARNs?: string[] | undefined;
  RetainExceptOnCreate?: boolean | undefined;
  DisableValidation?: boolean | undefined;
}

/** Clients send these with their defaults; only another value asks for something. */
export function refuseOptions(input: Refusable, operation: string): void {
  const refused = [
    input.NotificationARNs?.length && "NotificationARNs",
    input.RetainExceptOnCreate && "RetainExceptOnCreate",
    input.DisableValidation && "DisableValidation",
  ].find((member) => member);
  if (refused) throw new NotEmulated(`the parameter ${refused} of cloudformation ${operation}`);
}

/** EXPRESS keeps a failure as it is unless rollback is asked for (so says the CDK CLI of its --express); STANDARD rolls back unless it is disabled. */
export function rollbackDisabled(input: {
  DisableRollback?: boolean | undefined;
  DeploymentConfig?: DeploymentConfig | undefined;
}): boolean {
  return input.DeploymentConfig?.DisableRollback ?? input.DisableRollback ?? input.DeploymentConfig?.Mode === "EXPRESS";
}
