import type {
  GetProvisionedConcurrencyConfigCommandInput,
  GetProvisionedConcurrencyConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { describeProvisioned, getProvisioned, provisionedTarget } from "../provisioned-concurrency.ts";

/** Waits out the moment in which environments are initialised, so that who polls is done at the first question. */
export const getProvisionedConcurrencyConfig = operation<
  GetProvisionedConcurrencyConfigCommandInput,
  GetProvisionedConcurrencyConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("GetProvisionedConcurrencyConfig", input, context)],
  async run(input, context) {
    const { owner, qualifier } = provisionedTarget(
      referenceOf(input, context),
      "The function resource provided must be an alias or a published version.",
      context,
    );
    const config = getProvisioned(owner, qualifier);
    await config.settled;
    return describeProvisioned(config);
  },
});
