import type {
  GetProvisionedConcurrencyConfigCommandOutput,
  PutProvisionedConcurrencyConfigCommandInput,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceContext } from "../../../core/resource.ts";

/** ProvisionedConcurrencyConfig of versions and aliases: set, and waited for. `arn` carries the qualifier. */
export async function setProvisioned(arn: string, properties: Properties, context: ResourceContext): Promise<void> {
  const requested = properties.ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions as unknown;
  if (requested === undefined) return;
  const { FunctionName, Qualifier } = { FunctionName: arn, Qualifier: arn.slice(arn.lastIndexOf(":") + 1) };
  await context.call<PutProvisionedConcurrencyConfigCommandInput, unknown>(
    "lambda",
    "PutProvisionedConcurrencyConfig",
    { FunctionName, Qualifier, ProvisionedConcurrentExecutions: Number(requested) },
  );
  const { Status, StatusReason } = await context.call<object, GetProvisionedConcurrencyConfigCommandOutput>(
    "lambda",
    "GetProvisionedConcurrencyConfig",
    { FunctionName, Qualifier },
  );
  if (Status === "FAILED")
    throw new AwsError(
      "GeneralServiceException",
      `Provisioned Concurrency configuration failed to be applied. Reason: ${StatusReason}`,
      { status: 400 },
    );
}

export async function removeProvisioned(arn: string, context: ResourceContext): Promise<void> {
  const Qualifier = arn.slice(arn.lastIndexOf(":") + 1);
  await context.call("lambda", "DeleteProvisionedConcurrencyConfig", { FunctionName: arn, Qualifier });
}
