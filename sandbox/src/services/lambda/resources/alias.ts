import type {
  AliasConfiguration,
  CreateAliasCommandInput,
  DeleteAliasCommandInput,
  UpdateAliasCommandInput,
} from "@aws-sdk/client-lambda";
import { removeProvisioned, setProvisioned } from "./provisioned-concurrency.ts";
import type { Created, Properties, ResourceProvider } from "../../../core/resource.ts";

/** AWS::Lambda::Alias. Ref is the ARN of the alias. */
export const alias: ResourceProvider = {
  emulates: {
    FunctionName: true,
    Name: true,
    FunctionVersion: true,
    Description: true,
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: true },
    RoutingConfig: { AdditionalVersionWeights: { FunctionVersion: true, FunctionWeight: true } },
  },

  async create(properties, context) {
    const answer = await context.call<CreateAliasCommandInput, AliasConfiguration>(
      "lambda",
      "CreateAlias",
      inputOf(properties),
    );
    await setProvisioned(answer.AliasArn!, properties, context);
    return created(answer);
  },

  async update(properties, old, context) {
    const answer = await context.call<UpdateAliasCommandInput, AliasConfiguration>(
      "lambda",
      "UpdateAlias",
      inputOf(properties),
    );
    if (properties.ProvisionedConcurrencyConfig) await setProvisioned(answer.AliasArn!, properties, context);
    else if (old.properties.ProvisionedConcurrencyConfig) await removeProvisioned(answer.AliasArn!, context);
    return created(answer);
  },

  async delete(_, context, properties) {
    await context.call<DeleteAliasCommandInput, unknown>("lambda", "DeleteAlias", {
      FunctionName: properties.FunctionName,
      Name: properties.Name,
    });
  },
};

/** The weights are a list in templates and a map in the API. */
function inputOf(properties: Properties): CreateAliasCommandInput {
  const weights = (properties.RoutingConfig?.AdditionalVersionWeights ?? []) as {
    FunctionVersion: string;
    FunctionWeight: number | string;
  }[];
  return {
    FunctionName: properties.FunctionName,
    Name: properties.Name,
    FunctionVersion: properties.FunctionVersion,
    Description: properties.Description ?? "",
    RoutingConfig: {
      AdditionalVersionWeights: Object.fromEntries(
        weights.map(({ FunctionVersion, FunctionWeight }) => [FunctionVersion, Number(FunctionWeight)]),
      ),
    },
  };
}

function created({ AliasArn }: AliasConfiguration): Created {
  return { physicalId: AliasArn!, attributes: { AliasArn } };
}
