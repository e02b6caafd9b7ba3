import type { CreateStateMachineCommandInput, CreateStateMachineCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { tagConditions } from "../access.ts";
import { stateMachineArn } from "../arns.ts";
import { checkEncryption } from "../encryption.ts";
import { stateMachineAlreadyExists, validation, validationError } from "../errors.ts";
import { checkName } from "../names.ts";
import { createRevision } from "../revision.ts";
import { passRole } from "../role.ts";
import { stateMachines, type Revision, type StateMachine } from "../state-machine.ts";
import { mergeTags } from "../tags.ts";
import { publishVersion } from "../versions.ts";

/** A second creation with the same settings answers as the first; the role does not count. */
function isSame(existing: StateMachine, revision: Revision, type: string): boolean {
  const { current } = existing;
  return (
    existing.type === type &&
    current.text === revision.text &&
    current.tracing === revision.tracing &&
    JSON.stringify(current.logging) === JSON.stringify(revision.logging)
  );
}

export const createStateMachine = operation<CreateStateMachineCommandInput, CreateStateMachineCommandOutput>({
  accepts: [
    "name",
    "definition",
    "roleArn",
    "type",
    "loggingConfiguration",
    "tracingConfiguration",
    "tags",
    "publish",
    "versionDescription",
    "encryptionConfiguration",
  ],
  access: (input, context) => [
    {
      action: "states:CreateStateMachine",
      resource: stateMachineArn(context, input.name!),
      conditions: tagConditions("aws:RequestTag", new Map((input.tags ?? []).map(({ key, value }) => [key!, value!]))),
    },
    ...passRole(input.roleArn),
  ],
  async run(input, context) {
    const { name, type = "STANDARD", publish, versionDescription, encryptionConfiguration } = input;
    checkName(name!);
    if (type !== "STANDARD" && type !== "EXPRESS")
      throw validationError(type, "type", "Member must satisfy enum value set: [STANDARD, EXPRESS]");
    if (versionDescription !== undefined && !publish)
      throw validation("Version description can only be set when publish is true");
    checkEncryption(encryptionConfiguration);
    const arn = stateMachineArn(context, name!);
    const all = context.state(stateMachines);
    const revision = await createRevision(
      { ...input, definition: input.definition!, roleArn: input.roleArn! },
      { arn, type },
      undefined,
      context,
    );
    const tags = mergeTags(new Map(), input.tags ?? []);
    const existing = all.get(arn);
    if (existing && !isSame(existing, revision, type)) throw stateMachineAlreadyExists(arn);
    const now = context.clock.now();
    const machine: StateMachine = existing ?? {
      name: name!,
      arn,
      type,
      createdAt: now,
      updatedAt: now,
      current: revision,
      versions: new Map(),
      lastVersion: 0,
      aliases: new Map(),
      tags,
    };
    all.set(arn, machine);
    const version = publish ? publishVersion(machine, versionDescription, context) : undefined;
    return {
      stateMachineArn: arn,
      creationDate: new Date(machine.createdAt),
      ...(version && { stateMachineVersionArn: version.arn }),
    };
  },
});
