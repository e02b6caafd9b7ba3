import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  type Stack,
} from "@aws-sdk/client-cloudformation";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, startTestSandbox, type TestSandbox } from "./testing.ts";

const CODE = `
const { DynamoDBClient, PutItemCommand, ScanCommand } = require("@aws-sdk/client-dynamodb");
const client = new DynamoDBClient({});
exports.handler = async ({ requestContext, queryStringParameters: query }) => {
  const { OWNER: owner, TABLE, AWS_REGION: region } = process.env;
  const TableName = query?.table ?? TABLE;
  try {
    if (requestContext.http.method === "POST")
      await client.send(new PutItemCommand({ TableName, Item: { id: { S: query.id }, owner: { S: owner } } }));
    const { Items } = await client.send(new ScanCommand({ TableName }));
    return { owner, region, items: Items.map(({ id, owner }) => id.S + " of " + owner.S).sort() };
  } catch (error) {
    return { statusCode: 500, body: error.name };
  }
};`;

const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

/** A table, a function that alone may use it, and an API before it. */
function templateOf(owner: string): string {
  const Version = "2012-10-17";
  return JSON.stringify({
    Resources: {
      Table: {
        Type: "AWS::DynamoDB::Table",
        Properties: {
          AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
          KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
          BillingMode: "PAY_PER_REQUEST",
        },
      },
      Role: {
        Type: "AWS::IAM::Role",
        Properties: {
          AssumeRolePolicyDocument: TRUST,
          Policies: [
            {
              PolicyName: "own-table",
              PolicyDocument: {
                Version,
                Statement: [{ Effect: "Allow", Action: "dynamodb:*", Resource: { "Fn::GetAtt": ["Table", "Arn"] } }],
              },
            },
          ],
        },
      },
      Function: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Runtime: "nodejs24.x",
          Handler: "index.handler",
          Timeout: 60,
          MemorySize: 256,
          Role: { "Fn::GetAtt": ["Role", "Arn"] },
          Code: { ZipFile: CODE },
          Environment: { Variables: { OWNER: owner, TABLE: { Ref: "Table" } } },
        },
      },
      Api: { Type: "AWS::ApiGatewayV2::Api", Properties: { Name: "api", ProtocolType: "HTTP" } },
      Integration: {
        Type: "AWS::ApiGatewayV2::Integration",
        Properties: {
          ApiId: { Ref: "Api" },
          IntegrationType: "AWS_PROXY",
          IntegrationUri: { "Fn::GetAtt": ["Function", "Arn"] },
          PayloadFormatVersion: "2.0",
        },
      },
      Route: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: {
          ApiId: { Ref: "Api" },
          RouteKey: "$default",
          Target: { "Fn::Sub": "integrations/${Integration}" },
        },
      },
      Stage: {
        Type: "AWS::ApiGatewayV2::Stage",
        Properties: { ApiId: { Ref: "Api" }, StageName: "$default", AutoDeploy: true },
      },
      Permission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          FunctionName: { Ref: "Function" },
          Action: "lambda:InvokeFunction",
          Principal: "apigateway.amazonaws.com",
          SourceArn: { "Fn::Sub": "arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*" },
        },
      },
    },
    Outputs: {
      Url: { Value: { "Fn::GetAtt": ["Api", "ApiEndpoint"] } },
      Table: { Value: { Ref: "Table" } },
    },
  });
}

interface Place {
  account?: string;
  region?: string;
  /** Taken again where it is free. */
  stack: string;
}

/** Five in one account and Region, five in others, where names are used again. */
const PLACES: Place[] = [
  ...["one", "two", "three", "four", "five"].map((stack) => ({ stack })),
  { region: "eu-west-1", stack: "one" },
  { region: "ap-southeast-1", stack: "two" },
  { account: "111111111111", stack: "one" },
  { account: "111111111111", region: "eu-west-1", stack: "one" },
  { account: "222222222222", stack: "three" },
];

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

test("ten stacks at once, of ten clients: each sees its own and nothing else", async () => {
  const clients = PLACES.map((place, index) => {
    const options = sandbox.client(place);
    return {
      ...place,
      region: options.region,
      owner: `client-${index}`,
      cloudformation: new CloudFormationClient(options),
      dynamodb: new DynamoDBClient(options),
      lambda: new LambdaClient(options),
    };
  });
  const described = async ({ cloudformation, stack }: (typeof clients)[number]): Promise<Stack | undefined> =>
    cloudformation.send(new DescribeStacksCommand({ StackName: stack })).then(
      ({ Stacks }) => Stacks![0],
      () => undefined,
    );

  const deployed = await Promise.all(
    clients.map(async (client) => {
      const { owner, stack: StackName, cloudformation } = client;
      const Capabilities = ["CAPABILITY_IAM" as const];
      await cloudformation.send(new CreateStackCommand({ StackName, TemplateBody: templateOf(owner), Capabilities }));
      const { Outputs } = await eventually(
        async () => {
          const stack = await described(client);
          expect(stack?.StackStatus).toBe("CREATE_COMPLETE");
          return stack!;
        },
        { within: 120_000 },
      );
      const output = (key: string) => Outputs!.find(({ OutputKey }) => OutputKey === key)!.OutputValue!;
      return { ...client, url: output("Url"), table: output("Table") };
    }),
  );

  // Each writes twice while the others do.
  const answers = await Promise.all(
    deployed.map(async ({ url }) => {
      await Promise.all([call(url, "POST", "id=a"), call(url, "POST", "id=b")]);
      return call(url, "GET");
    }),
  );
  expect(answers).toEqual(
    deployed.map(({ owner, region }) => ({ owner, region, items: [`a of ${owner}`, `b of ${owner}`] })),
  );
  const foreign = await Promise.all(
    deployed.map(({ url }, index) => call(url, "GET", `table=${deployed[(index + 1) % deployed.length]!.table}`)),
  );
  // Another's table of the same account and Region may not be read; elsewhere there is none of this name that may.
  expect(foreign).toEqual(deployed.map(() => "AccessDeniedException"));
  const own = ({ account, region }: (typeof deployed)[number]) =>
    deployed.filter((other) => other.account === account && other.region === region).map(({ table }) => table);
  for (const client of deployed)
    expect((await client.dynamodb.send(new ListTablesCommand({}))).TableNames!.toSorted()).toEqual(
      own(client).toSorted(),
    );

  await Promise.all(
    deployed.map(async (client) => {
      await client.cloudformation.send(new DeleteStackCommand({ StackName: client.stack }));
      await eventually(async () => expect(await described(client)).toBeUndefined(), { within: 120_000 });
    }),
  );
  for (const { dynamodb, lambda } of deployed) {
    expect((await dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual([]);
    expect((await lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  }
});

/** The JSON or text that an API answers. Its host goes as a header: not every system resolves it. */
async function call(url: string, method: string, query = ""): Promise<unknown> {
  const outgoing = request(new URL(`/?${query}`, sandbox.endpoint), { method, headers: { host: new URL(url).host } });
  outgoing.end();
  const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
  const text = Buffer.concat(await incoming.toArray()).toString();
  return text.startsWith("{") ? (JSON.parse(text) as unknown) : text;
}
