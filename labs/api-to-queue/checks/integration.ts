import {
  APIGatewayClient,
  GetIntegrationCommand,
  paginateGetResources,
  type Integration,
} from "@aws-sdk/client-api-gateway";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expectThat, type Lab } from "@course/grader/checks";

/** A method that sends to a queue without a function in between. */
export interface QueueIntegration {
  integration: Integration;
  role: string;
  queueUrl: string;
  queueArn: string;
  where: string;
}

/** The integrations of the app's REST API that call SQS; fails the check when there is none. */
export async function queueIntegrations(lab: Lab): Promise<QueueIntegration[]> {
  const client = lab.client(APIGatewayClient);
  const found: QueueIntegration[] = [];
  const uris: string[] = [];
  for (const { physicalId: restApiId } of await lab.resources("AWS::ApiGateway::RestApi"))
    for await (const { items = [] } of paginateGetResources({ client }, { restApiId, embed: ["methods"] }))
      for (const { id: resourceId, path, resourceMethods = {} } of items)
        for (const httpMethod of Object.keys(resourceMethods)) {
          const integration = await client.send(new GetIntegrationCommand({ restApiId, resourceId, httpMethod }));
          const where = `${httpMethod} ${path}`;
          uris.push(`${where}: ${integration.uri ?? integration.type}`);
          if (!integration.uri?.includes(":sqs:") || !integration.credentials) continue;
          found.push({ integration, role: integration.credentials, where, ...(await queueBehind(lab, integration)) });
        }
  expectThat(found.length > 0, {
    expected: "POST /reports: arn:aws:apigateway:...:sqs:...",
    found: uris,
    where: "ApiUrl",
  });
  return found;
}

/** The queue that the integration names, in its path or in its template; there may be others in the app. */
async function queueBehind(lab: Lab, integration: Integration): Promise<{ queueUrl: string; queueArn: string }> {
  const named = JSON.stringify(integration);
  const queues = await lab.resources("AWS::SQS::Queue");
  const queue = queues.find(({ physicalId }) => named.includes(physicalId.split("/").at(-1)!));
  expectThat(queue !== undefined, {
    expected: "AWS::SQS::Queue",
    found: integration.uri,
    where: "integration.uri",
  });
  const command = new GetQueueAttributesCommand({ QueueUrl: queue.physicalId, AttributeNames: ["QueueArn"] });
  const { Attributes } = await lab.client(SQSClient).send(command);
  return { queueUrl: queue.physicalId, queueArn: Attributes!["QueueArn"]! };
}

/** The status that the client gets when SQS answers `status`: the response whose pattern matches, else the one without; undefined: API Gateway's own 500. */
export function chosenResponse({ integrationResponses = {} }: Integration, status: string): string | undefined {
  const all = Object.values(integrationResponses);
  const matching = all.find(
    ({ selectionPattern }) => selectionPattern && new RegExp(`^(?:${selectionPattern})$`).test(status),
  );
  return (matching ?? all.find(({ selectionPattern }) => !selectionPattern))?.statusCode;
}
