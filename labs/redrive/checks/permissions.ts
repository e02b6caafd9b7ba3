import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Lab } from "@course/grader/checks";

export async function configuration(lab: Lab, FunctionName: string) {
  const command = new GetFunctionConfigurationCommand({ FunctionName });
  const { Role, LoggingConfig, FunctionName: name } = await lab.client(LambdaClient).send(command);
  return { role: Role!, logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${name}` };
}

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
