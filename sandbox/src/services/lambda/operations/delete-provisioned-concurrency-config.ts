import type {
  DeleteProvisionedConcurrencyConfigCommandInput,
  DeleteProvisionedConcurrencyConfigCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { provisionedTarget } from "../provisioned-concurrency.ts";

/** Deleting what is not there succeeds. The environments stay as warm ones until they are not needed. */
export const deleteProvisionedConcurrencyConfig = operation<
  DeleteProvisionedConcurrencyConfigCommandInput,
  DeleteProvisionedConcurrencyConfigCommandOutput
>({
  accepts: ["FunctionName", "Qualifier"],
  access: (input, context) => [onFunction("DeleteProvisionedConcurrencyConfig", input, context)],
  run(input, context) {
    const { owner, qualifier } = provisionedTarget(
      referenceOf(input, context),
      "The function resource provided must be an alias or a published version.",
      context,
    );
    owner.provisioned.delete(qualifier);
    return {};
  },
});
