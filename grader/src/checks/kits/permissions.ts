import { type EvaluationResult, IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { expectThat } from "../failure.ts";
import type { Lab } from "../lab.ts";

/** Those of the actions that a role may do on a resource: what IAM decides, whatever the policies look like ("SimulatePrincipalPolicy", IAM API Reference). */
export async function allowedActions(lab: Lab, role: string, actions: string[], resource: string): Promise<string[]> {
  const results = await simulated(lab, role, actions, resource);
  return results.filter(({ EvalDecision }) => EvalDecision === "allowed").map((result) => result.EvalActionName!);
}

/** Expects that a role may do an action on a resource, or that it may not; a failure tells IAM's decision. */
export async function expectAllowed(
  lab: Lab,
  role: string,
  action: string,
  resource: string,
  isAllowed: boolean,
): Promise<void> {
  const [result] = await simulated(lab, role, [action], resource);
  const found = result?.EvalDecision ?? "-";
  expectThat((found === "allowed") === isAllowed, {
    expected: isAllowed ? "allowed" : "implicitDeny",
    found,
    where: `${role.split("/").at(-1)}, ${action}, ${resource}`,
  });
}

async function simulated(lab: Lab, role: string, actions: string[], resource: string): Promise<EvaluationResult[]> {
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: role,
    ActionNames: actions,
    ResourceArns: [resource], // one a call: the answer for several has another shape
  });
  return (await lab.client(IAMClient).send(command)).EvaluationResults ?? [];
}
