import type {
  PutProvisionedConcurrencyConfigCommandInput,
  PutProvisionedConcurrencyConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { checkProvisioned, describeProvisioned, provision, provisionedTarget } from "../provisioned-concurrency.ts";

export const putProvisionedConcurrencyConfig = operation<
  PutProvisionedConcurrencyConfigCommandInput,
  PutProvisionedConcurrencyConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier", "ProvisionedConcurrentExecutions"],
  access: (input, context) => [onFunction("PutProvisionedConcurrencyConfig", input, context)],
  run(input, context) {
    const { owner, qualifier } = provisionedTarget(
      referenceOf(input, context),
      "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
      context,
    );
    checkProvisioned(owner, qualifier, input.ProvisionedConcurrentExecutions!, context);
    return describeProvisioned(provision(owner, qualifier, input.ProvisionedConcurrentExecutions!, context));
  },
});
