import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Lab } from "@course/grader/checks";
import { consumerOf, queueArn } from "@course/grader/checks/deliver";

const DATA = ["GetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem"].map((name) => `dynamodb:${name}`);

export interface AppFunction {
  name: string;
  arn: string;
  role: string;
  /** The tables whose data its role may touch, in whatever way. */
  tables: string[];
}

/** The app's functions, whatever they are called. */
export async function appFunctions(lab: Lab): Promise<AppFunction[]> {
  const tables = await tableArns(lab);
  return Promise.all(
    (await lab.resources("AWS::Lambda::Function")).map(async ({ physicalId }) => {
      const command = new GetFunctionConfigurationCommand({ FunctionName: physicalId });
      const { FunctionArn, Role } = await lab.client(LambdaClient).send(command);
      const touched = [];
      for (const table of tables) if ((await allowed(lab, Role!, DATA, table)).length) touched.push(table);
      return { name: physicalId, arn: FunctionArn!, role: Role!, tables: touched };
    }),
  );
}

/** The function that handles the messages of a queue. */
export async function consumer(lab: Lab, output: "OrdersQueueUrl" | "StockQueueUrl"): Promise<string> {
  return consumerOf(lab, await queueArn(lab, lab.output(output)));
}

/** A service is what works on the same data: the function `arn`, and all that share a table with it, or with one of those. */
export function serviceOf(arn: string, functions: AppFunction[]): AppFunction[] {
  const tables = new Set(functions.find((other) => other.arn === arn)?.tables);
  for (let size = 0; size < tables.size;) {
    size = tables.size;
    for (const other of functions)
      if (other.tables.some((table) => tables.has(table))) other.tables.forEach((table) => tables.add(table));
  }
  return functions.filter((other) => other.arn === arn || other.tables.some((table) => tables.has(table)));
}

/** The functions that work on stock's data, whatever else they touch. */
export async function stockFunctions(lab: Lab): Promise<AppFunction[]> {
  const functions = await appFunctions(lab);
  const tablesOf = (arn: string) => functions.find((other) => other.arn === arn)?.tables ?? [];
  const reserves = await consumer(lab, "StockQueueUrl");
  const foreign = tablesOf(await consumer(lab, "OrdersQueueUrl"));
  const own = tablesOf(reserves).filter((table) => !foreign.includes(table));
  return functions.filter(({ arn, tables }) => arn === reserves || tables.some((table) => own.includes(table)));
}

/** Those of the actions that a role may do on a resource: what IAM decides, whatever the policies look like. */
export async function allowed(lab: Lab, role: string, actions: string[], resource: string): Promise<string[]> {
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: role,
    ActionNames: actions,
    ResourceArns: [resource], // one a call: the answer for several has another shape
  });
  const { EvaluationResults = [] } = await lab.client(IAMClient).send(command);
  return EvaluationResults.filter(({ EvalDecision }) => EvalDecision === "allowed").map(
    ({ EvalActionName }) => EvalActionName!,
  );
}

async function tableArns(lab: Lab): Promise<string[]> {
  const tables = [
    ...(await lab.resources("AWS::DynamoDB::GlobalTable")),
    ...(await lab.resources("AWS::DynamoDB::Table")),
  ];
  return Promise.all(
    tables.map(async ({ physicalId }) => {
      const command = new DescribeTableCommand({ TableName: physicalId });
      return (await lab.client(DynamoDBClient).send(command)).Table!.TableArn!;
    }),
  );
}
