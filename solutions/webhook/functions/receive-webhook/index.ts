import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { QueuedDelivery } from "../payment-event.ts";
import { signingKeys } from "./secrets.ts";
import { isGenuine } from "./signature.ts";

/** Far more than a payment needs, and far less than a message of SQS may hold. */
const MAX_BODY_BYTES = 100_000;

const sqs = new SQSClient();

// #region handler
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const body = rawBody(event);
  if (body.byteLength > MAX_BODY_BYTES) return { statusCode: 413 };

  // HTTP APIs send header names in lower case, whatever the sender wrote.
  const {
    "webhook-id": id = "",
    "webhook-timestamp": timestamp = "",
    "webhook-signature": signatures = "",
  } = event.headers;
  const now = Date.now() / 1000;
  // One answer for everything that is not genuine: which part was wrong is of use only to a forger.
  if (!isGenuine({ id, timestamp, signatures, body }, await signingKeys(), now)) return { statusCode: 401 };

  const delivery: QueuedDelivery = { id, payload: body.toString() };
  // No catch: when the queue refuses, the function fails, the sender reads 500 and comes again. Saying "thank you" here would lose the event.
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env["QUEUE_URL"], MessageBody: JSON.stringify(delivery) }));
  return { statusCode: 202 };
};
// #endregion

// #region raw-body
/** The bytes that were signed. API Gateway hands over everything that it does not know as text in Base64. */
function rawBody({ body = "", isBase64Encoded }: APIGatewayProxyEventV2): Buffer {
  return Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
}
// #endregion
