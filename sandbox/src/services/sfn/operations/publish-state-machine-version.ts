import type {
  PublishStateMachineVersionCommandInput,
  PublishStateMachineVersionCommandOutput,
} from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { conflict } from "../errors.ts";
import { getReference } from "../state-machine.ts";
import { publishVersion } from "../versions.ts";

export const publishStateMachineVersion = operation<
  PublishStateMachineVersionCommandInput,
  PublishStateMachineVersionCommandOutput
>({
  accepts: ["stateMachineArn", "revisionId", "description"],
  access: (input, context) => on("PublishStateMachineVersion", input.stateMachineArn, context),
  run(input, context) {
    const { machine } = getReference(input.stateMachineArn!, context);
    const current = machine.current.revisionId;
    if (input.revisionId !== undefined && input.revisionId !== current)
      throw conflict(
        `Failed to publish the State Machine version for revision ${input.revisionId}. The current State Machine revision is ${current}.`,
      );
    const version = publishVersion(machine, input.description, context);
    return { stateMachineVersionArn: version.arn, creationDate: new Date(version.createdAt) };
  },
});
