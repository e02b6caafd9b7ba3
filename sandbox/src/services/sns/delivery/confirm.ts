import { randomUUID } from "node:crypto";
import { parseArn } from "../../../core/arn.ts";
import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { TOKEN_MS } from "../limits.ts";
import type { Subscription } from "../subscription.ts";
import type { Topic } from "../topic.ts";
import { post } from "./deliver.ts";
import { confirmation } from "./envelope.ts";

/** Sends the token to the endpoint. What is not confirmed in time is forgotten. */
export function askToConfirm(topic: Topic, subscription: Subscription, context: OperationContext): void {
  const asSns = context.as(servicePrincipal("sns.amazonaws.com", topic.account, topic.arn));
  asSns.background(send(subscription, asSns));
  context.clock.after(TOKEN_MS, () => {
    if (subscription.token !== undefined) topic.subscriptions.delete(subscription.arn);
  });
}

async function send(subscription: Subscription, context: OperationContext): Promise<void> {
  const id = randomUUID();
  const body = JSON.stringify(confirmation(subscription, id, context.clock.date().toISOString(), context.endpoint));
  if (subscription.protocol.startsWith("http")) {
    const headers = { "x-amz-sns-message-type": "SubscriptionConfirmation", "x-amz-sns-message-id": id };
    await post(subscription, body, headers, context);
    return;
  }
  if (subscription.protocol !== "sqs") return;
  const { account, resource } = parseArn(subscription.endpoint)!;
  try {
    await context.call("sqs", "SendMessage", {
      QueueUrl: `${context.endpoint}/${account}/${resource}`,
      MessageBody: body,
    });
  } catch (error) {
    // The queue's policy does not let SNS in: nobody can confirm. The hop says so.
    if (!(error instanceof AwsError)) throw error;
  }
}
