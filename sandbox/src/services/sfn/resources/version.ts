import type {
  DeleteStateMachineVersionCommandInput,
  PublishStateMachineVersionCommandInput,
  PublishStateMachineVersionCommandOutput,
} from "@aws-sdk/client-sfn";
import type { ResourceProvider } from "../../../core/resource.ts";

/** AWS::StepFunctions::StateMachineVersion. Ref is the ARN of the version; every change makes a new one. */
export const stateMachineVersion: ResourceProvider = {
  emulates: { Description: true, StateMachineArn: true, StateMachineRevisionId: true },

  async create({ Description, StateMachineArn, StateMachineRevisionId }, context) {
    const { stateMachineVersionArn } = await context.call<
      PublishStateMachineVersionCommandInput,
      PublishStateMachineVersionCommandOutput
    >("sfn", "PublishStateMachineVersion", {
      stateMachineArn: StateMachineArn,
      description: Description,
      // The revision of a state machine that was never updated has no id.
      revisionId: StateMachineRevisionId === "INITIAL" ? undefined : StateMachineRevisionId,
    });
    return { physicalId: stateMachineVersionArn!, attributes: { Arn: stateMachineVersionArn } };
  },

  async delete({ physicalId }, context) {
    await context.call<DeleteStateMachineVersionCommandInput, unknown>("sfn", "DeleteStateMachineVersion", {
      stateMachineVersionArn: physicalId,
    });
  },
};
