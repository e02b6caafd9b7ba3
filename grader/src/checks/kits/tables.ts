import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Lab } from "../lab.ts";

/** The app's tables, of either type that CloudFormation has for them: CDK's TableV2 is a GlobalTable, its Table a Table. */
export async function tableNames(lab: Lab): Promise<string[]> {
  const tables = [
    ...(await lab.resources("AWS::DynamoDB::GlobalTable")),
    ...(await lab.resources("AWS::DynamoDB::Table")),
  ];
  return tables.map(({ physicalId }) => physicalId);
}

export async function tableArns(lab: Lab): Promise<{ name: string; arn: string }[]> {
  const names = await tableNames(lab);
  return Promise.all(names.map(async (name) => ({ name, arn: await tableArn(lab, name) })));
}

export async function tableArn(lab: Lab, name: string): Promise<string> {
  const command = new DescribeTableCommand({ TableName: name });
  return (await lab.client(DynamoDBClient).send(command)).Table!.TableArn!;
}
