import type { CreateStateMachineCommandInput, StateMachineType } from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../core/service.ts";
import { parseDefinition } from "./definition.ts";
import { checkLogging } from "./logging.ts";
import { checkManagedRule } from "./managed-rule.ts";
import { assumeRole } from "./role.ts";
import { checkSdkOperations } from "./tasks/sdk-operations.ts";
import type { Revision } from "./state-machine.ts";

type Given = Pick<CreateStateMachineCommandInput, "loggingConfiguration" | "tracingConfiguration"> & {
  definition: string;
  roleArn: string;
};

/** What a creation or an update makes: the definition is valid, the role can be assumed and may do what the state machine needs. */
export async function createRevision(
  given: Given,
  machine: { arn: string; type: StateMachineType },
  revisionId: string | undefined,
  context: OperationContext,
): Promise<Revision> {
  const definition = parseDefinition(given.definition, machine.type);
  await checkSdkOperations(definition);
  const role = await assumeRole(given.roleArn, machine.arn, context);
  await checkManagedRule(definition, given.roleArn, role, context);
  return {
    text: given.definition,
    definition,
    roleArn: given.roleArn,
    logging: await checkLogging(given.loggingConfiguration, role, context),
    tracing: given.tracingConfiguration?.enabled ?? false,
    revisionId,
  };
}
