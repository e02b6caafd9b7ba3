import {
  APIGatewayClient,
  GetApiKeysCommand,
  GetRestApisCommand,
  GetUsagePlansCommand,
} from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client, GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { CloudFormationClient, ListExportsCommand, ListStacksCommand } from "@aws-sdk/client-cloudformation";
import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeResourcePoliciesCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import { EventBridgeClient, ListApiDestinationsCommand, ListConnectionsCommand } from "@aws-sdk/client-eventbridge";
import { GetAccountAuthorizationDetailsCommand, IAMClient, ListInstanceProfilesCommand } from "@aws-sdk/client-iam";
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListLayersCommand,
} from "@aws-sdk/client-lambda";
import { ListPipesCommand, PipesClient } from "@aws-sdk/client-pipes";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import type { TestSandbox } from "../src/testing.ts";

/** All there is in the account, as "kind name". */
export async function inventory(sandbox: TestSandbox): Promise<Set<string>> {
  const client = sandbox.client();
  const lambda = new LambdaClient(client);
  const rest = new APIGatewayClient(client);
  const iam = new IAMClient(client);
  const cloudformation = new CloudFormationClient(client);

  const [details, profiles, functions, layers, mappings, tables, buckets, apis, keys, plans, httpApis, groups] =
    await Promise.all([
      iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["User", "Role", "Group", "LocalManagedPolicy"] })),
      iam.send(new ListInstanceProfilesCommand()),
      lambda.send(new ListFunctionsCommand()),
      lambda.send(new ListLayersCommand()),
      lambda.send(new ListEventSourceMappingsCommand()),
      new DynamoDBClient(client).send(new ListTablesCommand()),
      new S3Client(client).send(new ListBucketsCommand()),
      rest.send(new GetRestApisCommand()),
      rest.send(new GetApiKeysCommand()),
      rest.send(new GetUsagePlansCommand()),
      new ApiGatewayV2Client(client).send(new GetApisCommand()),
      new CloudWatchLogsClient(client).send(new DescribeLogGroupsCommand()),
    ]);
  const [parameters, repositories, queues, machines, stacks, exports, alarms] = await Promise.all([
    new SSMClient(client).send(new DescribeParametersCommand()),
    new ECRClient(client).send(new DescribeRepositoriesCommand()),
    new SQSClient(client).send(new ListQueuesCommand()),
    new SFNClient(client).send(new ListStateMachinesCommand()),
    cloudformation.send(new ListStacksCommand()),
    cloudformation.send(new ListExportsCommand()),
    new CloudWatchClient(client).send(new DescribeAlarmsCommand({ AlarmTypes: ["MetricAlarm", "CompositeAlarm"] })),
  ]);

  const found = new Set<string>();
  const add = (kind: string, names: (string | undefined)[] = []) => {
    for (const name of names) found.add(`${kind} ${name}`);
  };
  add(
    "role",
    details.RoleDetailList?.map(({ RoleName }) => RoleName),
  );
  add(
    "user",
    details.UserDetailList?.map(({ UserName }) => UserName),
  );
  add(
    "group",
    details.GroupDetailList?.map(({ GroupName }) => GroupName),
  );
  add(
    "managed policy",
    details.Policies?.map(({ PolicyName }) => PolicyName),
  );
  add(
    "instance profile",
    profiles.InstanceProfiles?.map(({ InstanceProfileName }) => InstanceProfileName),
  );
  add(
    "function",
    functions.Functions?.map(({ FunctionName }) => FunctionName),
  );
  add(
    "layer",
    layers.Layers?.map(({ LayerName }) => LayerName),
  );
  add(
    "event source mapping",
    mappings.EventSourceMappings?.map(({ UUID }) => UUID),
  );
  add("table", tables.TableNames);
  add(
    "bucket",
    buckets.Buckets?.map(({ Name }) => Name),
  );
  add(
    "REST API",
    apis.items?.map(({ name }) => name),
  );
  add(
    "API key",
    keys.items?.map(({ name }) => name),
  );
  add(
    "usage plan",
    plans.items?.map(({ name }) => name),
  );
  add(
    "HTTP API",
    httpApis.Items?.map(({ Name }) => Name),
  );
  add(
    "log group",
    groups.logGroups?.map(({ logGroupName }) => logGroupName),
  );
  add(
    "parameter",
    parameters.Parameters?.map(({ Name }) => Name),
  );
  add(
    "repository",
    repositories.repositories?.map(({ repositoryName }) => repositoryName),
  );
  add("queue", queues.QueueUrls);
  const [{ Connections }, { ApiDestinations }, { Pipes }, { resourcePolicies }] = await Promise.all([
    new EventBridgeClient(client).send(new ListConnectionsCommand()),
    new EventBridgeClient(client).send(new ListApiDestinationsCommand()),
    new PipesClient(client).send(new ListPipesCommand()),
    new CloudWatchLogsClient(client).send(new DescribeResourcePoliciesCommand()),
  ]);
  add(
    "connection",
    Connections!.map(({ Name }) => Name),
  );
  add(
    "API destination",
    ApiDestinations!.map(({ Name }) => Name),
  );
  add(
    "pipe",
    Pipes!.map(({ Name }) => Name),
  );
  add(
    "resource policy of log groups",
    resourcePolicies!.map(({ policyName }) => policyName),
  );
  add(
    "alarm",
    [...alarms.MetricAlarms!, ...alarms.CompositeAlarms!].map(({ AlarmName }) => AlarmName),
  );
  add(
    "state machine",
    machines.stateMachines?.map(({ name }) => name),
  );
  add(
    "stack",
    stacks.StackSummaries?.filter(({ StackStatus }) => StackStatus !== "DELETE_COMPLETE").map(
      ({ StackName }) => StackName,
    ),
  );
  add(
    "export",
    exports.Exports?.map(({ Name }) => Name),
  );
  return found;
}

/** Log groups that Lambda and API Gateway make by themselves outlive every stack, also on AWS. */
const LOG_GROUP_OF_A_SERVICE = /^log group (\/aws\/lambda\/|API-Gateway-Execution-Logs_|\/aws\/apigateway\/welcome)/;

/** What is there now and was not `before`. */
export async function leftovers(before: Set<string>, sandbox: TestSandbox): Promise<string[]> {
  const now = await inventory(sandbox);
  return [...now].filter((thing) => !before.has(thing) && !LOG_GROUP_OF_A_SERVICE.test(thing));
}
