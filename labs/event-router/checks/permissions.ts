import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { expectThat, type Lab } from "@course/grader/checks";

export async function roleOf(lab: Lab, functionName: string): Promise<string> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: functionName });
  return (await lab.client(LambdaClient).send(command)).Role!;
}

/** What IAM decides about a role, whatever its policies look like. */
export async function expectAllowed(lab: Lab, role: string, action: string, resource: string, isAllowed: boolean) {
  const { EvaluationResults = [] } = await lab.client(IAMClient).send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: role,
      ActionNames: [action],
      ResourceArns: [resource],
    }),
  );
  const found = EvaluationResults[0]?.EvalDecision ?? "-";
  expectThat((found === "allowed") === isAllowed, {
    expected: isAllowed ? "allowed" : "implicitDeny",
    found,
    where: `${role.split("/").at(-1)}, ${action}, ${resource}`,
  });
}
