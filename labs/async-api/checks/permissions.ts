import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import type { Lab } from "@course/grader/checks";

/** Those of the actions that a role may do on a resource: what IAM decides, whatever the policies look like. */
export async function allowedActions(lab: Lab, role: string, actions: string[], resource: string): Promise<string[]> {
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: role,
    ActionNames: actions,
    ResourceArns: [resource], // one a call: the answer for several has another shape
  });
  const { EvaluationResults = [] } = await lab.client(IAMClient).send(command);
  return EvaluationResults.filter(({ EvalDecision }) => EvalDecision === "allowed").map(
    (result) => result.EvalActionName!,
  );
}
