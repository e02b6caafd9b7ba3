import { formatArn } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import type { Principal } from "../../core/principal.ts";
import type { OperationContext } from "../../core/service.ts";
import type { States } from "./asl/definition.ts";
import { parseResource } from "./asl/states/resource.ts";

const RULE = "StepFunctionsGetEventsForStepFunctionsExecutionRule";

/**
 * Step Functions learns of the end of an execution that a task waits for (.sync) by a rule of EventBridge, which it makes with the role of the
 * state machine: https://docs.aws.amazon.com/step-functions/latest/dg/stepfunctions-iam.html (2026-11). There is no such rule here; the permission is asked for.
 */
export async function checkManagedRule(
  definition: States,
  roleArn: string,
  role: Principal,
  context: OperationContext,
): Promise<void> {
  if (!startsAndWaits(definition)) return;
  const { account, region } = context;
  const resource = formatArn({ service: "events", region, account, resource: `rule/${RULE}` });
  try {
    await context
      .as(role)
      .authorize(["PutTargets", "PutRule", "DescribeRule"].map((action) => ({ action: `events:${action}`, resource })));
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== "AccessDenied") throw error;
    throw new AwsError("AccessDeniedException", `'${roleArn}' is not authorized to create managed-rule.`, {
      status: 400,
      cause: error,
    });
  }
}

function startsAndWaits(machine: States): boolean {
  return Object.values(machine.States).some((state) => {
    const resource = state.Type === "Task" ? parseResource(state.Resource!) : undefined;
    if (resource?.kind === "service" && resource.service === "states" && resource.pattern.startsWith("sync"))
      return true;
    return [...(state.Branches ?? []), state.ItemProcessor ?? state.Iterator].some(
      (each) => each && startsAndWaits(each),
    );
  });
}
