import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Lab } from "@course/grader/checks";

/** In milliseconds. */
export async function functionTimeout(lab: Lab, functionArn: string): Promise<number> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: functionArn });
  return (await lab.client(LambdaClient).send(command)).Timeout! * 1000;
}

export async function functionRole(lab: Lab, functionArn: string): Promise<string> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: functionArn });
  return (await lab.client(LambdaClient).send(command)).Role!;
}

/** The ARNs of the app's tables without accounting's. */
export async function recordTables(lab: Lab): Promise<string[]> {
  const tables = [
    ...(await lab.resources("AWS::DynamoDB::GlobalTable")),
    ...(await lab.resources("AWS::DynamoDB::Table")),
  ];
  const own = tables.filter(({ physicalId }) => physicalId !== lab.output("LedgerTable"));
  return Promise.all(
    own.map(async ({ physicalId }) => {
      const command = new DescribeTableCommand({ TableName: physicalId });
      return (await lab.client(DynamoDBClient).send(command)).Table!.TableArn!;
    }),
  );
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
