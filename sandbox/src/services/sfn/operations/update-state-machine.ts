import type { UpdateStateMachineCommandInput, UpdateStateMachineCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { checkEncryption } from "../encryption.ts";
import { missingUpdate, stateMachineDoesNotExist, validation } from "../errors.ts";
import { createRevision } from "../revision.ts";
import { passRole } from "../role.ts";
import { getReference, newRevisionId, type Revision } from "../state-machine.ts";
import { publishVersion } from "../versions.ts";

function isSame(a: Revision, b: Revision): boolean {
  return (
    a.text === b.text &&
    a.roleArn === b.roleArn &&
    a.tracing === b.tracing &&
    JSON.stringify(a.logging) === JSON.stringify(b.logging)
  );
}

export const updateStateMachine = operation<UpdateStateMachineCommandInput, UpdateStateMachineCommandOutput>({
  accepts: [
    "stateMachineArn",
    "definition",
    "roleArn",
    "loggingConfiguration",
    "tracingConfiguration",
    "publish",
    "versionDescription",
    "encryptionConfiguration",
  ],
  access: (input, context) => [...on("UpdateStateMachine", input.stateMachineArn, context), ...passRole(input.roleArn)],
  async run(input, context) {
    const { machine, version } = getReference(input.stateMachineArn!, context);
    if (version) throw stateMachineDoesNotExist(input.stateMachineArn!);
    const { definition, roleArn, loggingConfiguration, tracingConfiguration, publish, versionDescription } = input;
    const isChange = [definition, roleArn, loggingConfiguration, tracingConfiguration].some(
      (each) => each !== undefined,
    );
    if (!isChange && !publish) throw missingUpdate();
    if (versionDescription !== undefined && !publish)
      throw validation("Version description can only be set when publish is true");
    checkEncryption(input.encryptionConfiguration);
    const { current } = machine;
    const revision = await createRevision(
      {
        definition: definition ?? current.text,
        roleArn: roleArn ?? current.roleArn,
        loggingConfiguration: loggingConfiguration ?? current.logging,
        tracingConfiguration: tracingConfiguration ?? { enabled: current.tracing },
      },
      machine,
      current.revisionId,
      context,
    );
    machine.updatedAt = context.clock.now();
    // An update that changes nothing keeps its revision.
    if (!isSame(current, revision)) machine.current = { ...revision, revisionId: newRevisionId() };
    const published = publish ? publishVersion(machine, versionDescription, context) : undefined;
    return {
      updateDate: new Date(machine.updatedAt),
      ...(machine.current.revisionId === undefined ? {} : { revisionId: machine.current.revisionId }),
      ...(published && { stateMachineVersionArn: published.arn }),
    };
  },
});
