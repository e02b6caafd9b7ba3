import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
} from "@aws-sdk/client-cloudformation";
import { clientOptions, timed } from "./measure.ts";
import type { Report } from "./report.ts";

const RUNS = 5;
const StackName = "bench";

/** A template of 200 resources: what apps have most of, some of it referring to others. */
export async function cloudformationFigures(report: Report, endpoint: string): Promise<void> {
  const client = new CloudFormationClient(clientOptions(endpoint));
  const TemplateBody = JSON.stringify({ Resources: resources() });
  const Capabilities = ["CAPABILITY_IAM" as const];
  const created: number[] = [];
  const deleted: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const creation = await timed(async () => {
      await client.send(new CreateStackCommand({ StackName, TemplateBody, Capabilities }));
      while ((await statusOf(client)) !== "CREATE_COMPLETE");
    });
    const deletion = await timed(async () => {
      await client.send(new DeleteStackCommand({ StackName }));
      while (await statusOf(client));
    });
    // The first run loads the services.
    if (run === 0) continue;
    created.push(creation / 1000);
    deleted.push(deletion / 1000);
  }
  report("create-200-resources", created, "s", { most: 1.5 });
  report("delete-200-resources", deleted, "s");
}

async function statusOf(client: CloudFormationClient): Promise<string | undefined> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const status = Stacks![0]!.StackStatus!;
    if (/FAILED|ROLLBACK/.test(status)) throw new Error(`the stack is ${status}: ${Stacks![0]!.StackStatusReason}`);
    return status;
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

function resources(): Record<string, object> {
  const all: Record<string, object> = {};
  for (let index = 0; index < 40; index++) {
    all[`Table${index}`] = {
      Type: "AWS::DynamoDB::Table",
      Properties: {
        AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      },
    };
    all[`Bucket${index}`] = { Type: "AWS::S3::Bucket" };
    all[`Group${index}`] = { Type: "AWS::Logs::LogGroup", Properties: { RetentionInDays: 7 } };
    all[`Role${index}`] = {
      Type: "AWS::IAM::Role",
      Properties: {
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } }],
        },
        Policies: [
          {
            PolicyName: "table",
            PolicyDocument: {
              Version: "2012-10-17",
              Statement: [
                { Effect: "Allow", Action: "dynamodb:*", Resource: { "Fn::GetAtt": [`Table${index}`, "Arn"] } },
              ],
            },
          },
        ],
      },
    };
    all[`Parameter${index}`] = {
      Type: "AWS::SSM::Parameter",
      Properties: { Type: "String", Value: { "Fn::Sub": `\${Table${index}} \${Bucket${index}}` } },
    };
  }
  return all;
}
