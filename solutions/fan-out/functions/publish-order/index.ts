import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { OrderEvent } from "../order-event.ts";

const sns = new SNSClient();

// #region publish
/** Called by the order service when something has happened to an order. */
export async function handler(event: OrderEvent): Promise<void> {
  // One call, whoever listens. With a call per team, a failure after the first one would leave the teams in disagreement.
  await sns.send(
    new PublishCommand({
      TopicArn: process.env["TOPIC_ARN"],
      Message: JSON.stringify(event),
      // What subscriptions filter on without a look into the body.
      MessageAttributes: { type: { DataType: "String", StringValue: event.type } },
    }),
  );
}
// #endregion
