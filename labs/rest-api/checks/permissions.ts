import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { expectThat, type Lab } from "@course/grader/checks";

/** The app's functions, whatever they are called. */
export async function functions(lab: Lab) {
  const resources = await lab.resources("AWS::Lambda::Function");
  expectThat(resources.length > 0, { expected: "AWS::Lambda::Function", found: "-", where: "RestApi" });
  return Promise.all(
    resources.map(async ({ logicalId, physicalId }) => {
      const command = new GetFunctionConfigurationCommand({ FunctionName: physicalId });
      const { Role, LoggingConfig } = await lab.client(LambdaClient).send(command);
      return { logicalId, role: Role!, logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${physicalId}` };
    }),
  );
}

export async function tableArn(lab: Lab): Promise<string> {
  const tables = [
    ...(await lab.resources("AWS::DynamoDB::GlobalTable")),
    ...(await lab.resources("AWS::DynamoDB::Table")),
  ];
  expectThat(tables.length > 0, { expected: "AWS::DynamoDB::GlobalTable", found: "-", where: "RestApi" });
  const command = new DescribeTableCommand({ TableName: tables[0]!.physicalId });
  return (await lab.client(DynamoDBClient).send(command)).Table!.TableArn!;
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
