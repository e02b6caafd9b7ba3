import { randomBytes, randomUUID } from "node:crypto";
import type { SubscribeCommandInput, SubscribeCommandOutput } from "@aws-sdk/client-sns";
import { parseArn } from "../../../core/arn.ts";
import { operation, type OperationContext } from "../../../core/service.ts";
import { askToConfirm } from "../delivery/confirm.ts";
import { checkEndpoint, checkProtocol } from "../endpoint.ts";
import { invalidParameter } from "../errors.ts";
import { checkSubscriptionAttribute, parseFilter } from "../subscription-attributes.ts";
import { describeSubscription, type Protocol, type Subscription } from "../subscription.ts";
import { getTopic, onTopic, type Topic } from "../topic.ts";

export const subscribe = operation<SubscribeCommandInput, SubscribeCommandOutput>({
  accepts: ["TopicArn", "Protocol", "Endpoint", "Attributes", "ReturnSubscriptionArn"],
  access: (input, context) => [
    onTopic("Subscribe", input.TopicArn!, context, {
      "sns:Protocol": input.Protocol ?? "",
      "sns:Endpoint": input.Endpoint ?? "",
    }),
  ],
  run(input, context) {
    const topic = getTopic(input.TopicArn!, context);
    const { Protocol: text = "", Endpoint: endpoint = "", Attributes: attributes = {} } = input;
    const protocol = checkProtocol(text);
    checkEndpoint(protocol, endpoint, topic.isFifo);
    for (const [name, value] of Object.entries(attributes))
      checkSubscriptionAttribute(name, value, { protocol, isFifo: topic.isFifo }, "Attributes Reason: ");
    const filter = parseFilter(attributes["FilterPolicy"], attributes["FilterPolicyScope"], "Attributes Reason: ");
    const existing = [...topic.subscriptions.values()].find(
      (each) => each.protocol === protocol && each.endpoint === endpoint,
    );
    if (existing) {
      checkSame(existing, attributes);
      return { SubscriptionArn: shownArn(existing, input.ReturnSubscriptionArn) };
    }
    const made = create(topic, protocol, endpoint, attributes, context);
    made.filter = filter;
    topic.subscriptions.set(made.arn, made);
    if (made.token !== undefined) askToConfirm(topic, made, context);
    return { SubscriptionArn: shownArn(made, input.ReturnSubscriptionArn) };
  },
});

/** The owner of a queue or function need not confirm; HTTP endpoints and the queues of others do. */
function create(
  topic: Topic,
  protocol: Protocol,
  endpoint: string,
  attributes: Record<string, string>,
  context: OperationContext,
): Subscription {
  const isOwn = !protocol.startsWith("http") && parseArn(endpoint)!.account === context.principal.account;
  return {
    arn: `${topic.arn}:${randomUUID()}`,
    topicArn: topic.arn,
    protocol,
    endpoint,
    owner: context.account,
    principal: context.principal.arn,
    attributes: new Map(Object.entries(attributes).filter(([, value]) => value !== "")),
    filter: undefined,
    token: isOwn ? undefined : randomBytes(128).toString("hex"),
    authenticatesUnsubscribe: false,
    tail: Promise.resolve(),
  };
}

function shownArn({ arn, token }: Subscription, isWanted = false): string {
  return token === undefined || isWanted ? arn : "pending confirmation";
}

/** Recorded in test_subscribe_idempotency. */
function checkSame(subscription: Subscription, attributes: Record<string, string>): void {
  const present = describeSubscription(subscription);
  if (Object.entries(attributes).some(([name, value]) => value !== "" && present[name] !== value))
    throw invalidParameter("Attributes Reason: Subscription already exists with different attributes");
}
