import type {
  ListProvisionedConcurrencyConfigsCommandInput,
  ListProvisionedConcurrencyConfigsCommandOutput,
} from "@aws-sdk/client-lambda";
import { operation } from "../../../core/service.ts";
import { onFunction, referenceOf } from "../access.ts";
import { page } from "../paging.ts";
import { describeProvisioned } from "../provisioned-concurrency.ts";
import { getFunction } from "../reference.ts";

export const listProvisionedConcurrencyConfigs = operation<
  ListProvisionedConcurrencyConfigsCommandInput,
  ListProvisionedConcurrencyConfigsCommandOutput
>({
  accepts: ["FunctionName", "Marker", "MaxItems"],
  access: (input, context) => [onFunction("ListProvisionedConcurrencyConfigs", input, context)],
  run(input, context) {
    const owner = getFunction(referenceOf(input, context), context);
    const { items, NextMarker } = page([...owner.provisioned], input);
    return {
      ProvisionedConcurrencyConfigs: items.map(([qualifier, config]) => ({
        FunctionArn: `${owner.arn}:${qualifier}`,
        ...describeProvisioned(config),
      })),
      NextMarker,
    };
  },
});
