import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { credit } from "../credit-payment/credit.ts";
import { parsePayment } from "../payment-event.ts";

// #region handler
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  // TODO 1: answer 401 unless the delivery is genuine (signature.ts), for any reason: headers webhook-id, webhook-timestamp,
  // webhook-signature; keys from Parameter Store (the stack has its name and ARN). The signature covers the bytes as they came.
  // TODO 2: answer 413 to a body of more than 100,000 bytes.
  // TODO 3: put the delivery into the queue (QueuedDelivery in ../payment-event.ts), and answer 202 when it is safely there,
  // so that nothing else happens in this request. Whoever answers 2xx promises that the event is not lost.
  const payment = parsePayment(event.body ?? "");
  if (payment) await credit(payment);
  return { statusCode: 200 };
};
// #endregion
