import { NotEmulated } from "../../core/errors.ts";
import { policyFault } from "../../policy/validate.ts";
import { invalidParameter } from "./errors.ts";
import { policyOf, type Topic } from "./topic.ts";

const BOOLEANS = ["FifoTopic", "ContentBasedDeduplication"];
const FIFO_ONLY = ["ContentBasedDeduplication", "FifoThroughputScope"];
const SCOPES = ["Topic", "MessageGroup"];
const KNOWN = [...BOOLEANS, "DisplayName", "Policy", "FifoThroughputScope", "KmsMasterKeyId"];
/** AWS knows them; what they do is not here. */
const REFUSED = [
  "ArchivePolicy",
  "DeliveryPolicy",
  "SignatureVersion",
  "TracingConfig",
  "DataProtectionPolicy",
  "HTTPSuccessFeedbackRoleArn",
  "LambdaSuccessFeedbackRoleArn",
  "SQSSuccessFeedbackRoleArn",
];
const AWS_MANAGED_KEY = /(^|\/)alias\/aws\/sns$/;

/** `reason`: what SetTopicAttributes says without and CreateTopic with "Attributes Reason: ". */
export function checkTopicAttribute(name: string, value: string, isFifo: boolean, reason = ""): void {
  const isDefault =
    (name === "SignatureVersion" && value === "1") || (name === "TracingConfig" && value === "PassThrough");
  if (REFUSED.includes(name) && !isDefault) throw new NotEmulated(`the SNS topic attribute ${name}`);
  if (!KNOWN.includes(name) && !isDefault)
    throw invalidParameter(reason ? `${reason}Unknown attribute` : "AttributeName");
  if (FIFO_ONLY.includes(name) && !isFifo) throw invalidParameter(`${reason}${name}: Only supported for FIFO topics`);
  if (BOOLEANS.includes(name) && value !== "true" && value !== "false")
    throw invalidParameter(`${reason}${name}: Invalid value [${value}]. Must be true or false.`);
  if (name === "FifoThroughputScope" && !SCOPES.includes(value))
    throw invalidParameter(`${reason}FifoThroughputScope: Invalid value [${value}].`);
  if (name === "Policy" && value !== "" && policyFault(value, "resource") !== undefined)
    throw invalidParameter(`${reason}Policy Error: null`);
  if (name === "KmsMasterKeyId" && value !== "" && !AWS_MANAGED_KEY.test(value))
    throw new NotEmulated(`the SNS topic attribute KmsMasterKeyId ${value} (only alias/aws/sns)`);
}

/** Recorded in test_create_topic_test_arn. */
const EFFECTIVE_DELIVERY_POLICY = JSON.stringify({
  http: {
    defaultHealthyRetryPolicy: {
      minDelayTarget: 20,
      maxDelayTarget: 20,
      numRetries: 3,
      numMaxDelayRetries: 0,
      numNoDelayRetries: 0,
      numMinDelayRetries: 0,
      backoffFunction: "linear",
    },
    disableSubscriptionOverrides: false,
    defaultRequestPolicy: { headerContentType: "text/plain; charset=UTF-8" },
  },
});

export function describeTopic(topic: Topic): Record<string, string> {
  const all = [...topic.subscriptions.values()];
  const pending = all.filter(({ token }) => token !== undefined).length;
  return {
    ...(topic.isFifo ? { FifoTopic: "true", ContentBasedDeduplication: "false", FifoThroughputScope: "Topic" } : {}),
    DisplayName: "",
    ...Object.fromEntries(topic.attributes),
    EffectiveDeliveryPolicy: EFFECTIVE_DELIVERY_POLICY,
    Owner: topic.account,
    Policy: policyOf(topic),
    SubscriptionsConfirmed: String(all.length - pending),
    SubscriptionsDeleted: String(topic.deletedSubscriptions),
    SubscriptionsPending: String(pending),
    TopicArn: topic.arn,
  };
}
