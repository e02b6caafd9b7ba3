import type {
  CreateStateMachineAliasCommandInput,
  CreateStateMachineAliasCommandOutput,
  DeleteStateMachineAliasCommandInput,
  UpdateStateMachineAliasCommandInput,
} from "@aws-sdk/client-sfn";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";

const MAX_NAME = 80;

/** AWS::StepFunctions::StateMachineAlias. Ref is the ARN of the alias. A deployment is done at once: only ALL_AT_ONCE. */
export const stateMachineAlias: ResourceProvider = {
  emulates: {
    Description: true,
    Name: true,
    RoutingConfiguration: true,
    DeploymentPreference: { StateMachineVersionArn: true, Type: true },
  },
  refuses: ({ DeploymentPreference }) =>
    typeof DeploymentPreference?.Type === "string" && DeploymentPreference.Type !== "ALL_AT_ONCE"
      ? [`AWS::StepFunctions::StateMachineAlias DeploymentPreference ${DeploymentPreference.Type}`]
      : [],

  async create(properties, context) {
    const { stateMachineAliasArn } = await context.call<
      CreateStateMachineAliasCommandInput,
      CreateStateMachineAliasCommandOutput
    >("sfn", "CreateStateMachineAlias", {
      name: properties.Name ?? context.generateName({ maxLength: MAX_NAME }),
      description: properties.Description,
      routingConfiguration: routesOf(properties),
    });
    return { physicalId: stateMachineAliasArn!, attributes: { Arn: stateMachineAliasArn } };
  },

  async update(properties, old, context) {
    await context.call<UpdateStateMachineAliasCommandInput, unknown>("sfn", "UpdateStateMachineAlias", {
      stateMachineAliasArn: old.created.physicalId,
      description: properties.Description ?? "",
      routingConfiguration: routesOf(properties),
    });
    return old.created;
  },

  async delete({ physicalId }, context) {
    try {
      await context.call<DeleteStateMachineAliasCommandInput, unknown>("sfn", "DeleteStateMachineAlias", {
        stateMachineAliasArn: physicalId,
      });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFound")) throw error;
    }
  },
};

function routesOf({ RoutingConfiguration, DeploymentPreference }: Properties) {
  const routes: Properties[] = RoutingConfiguration ?? [
    { StateMachineVersionArn: DeploymentPreference?.StateMachineVersionArn, Weight: 100 },
  ];
  return routes.map(({ StateMachineVersionArn, Weight }) => ({
    stateMachineVersionArn: StateMachineVersionArn as string,
    weight: Number(Weight),
  }));
}
