import type { AddPermissionCommandInput, AddPermissionCommandOutput } from "@aws-sdk/client-sns";
import { formatArn } from "../../../core/arn.ts";
import { operation } from "../../../core/service.ts";
import { invalidParameter } from "../errors.ts";
import { getTopic, onTopic, policyOf } from "../topic.ts";

const ACTIONS = [
  "AddPermission",
  "DeleteTopic",
  "GetTopicAttributes",
  "ListSubscriptionsByTopic",
  "Publish",
  "RemovePermission",
  "SetTopicAttributes",
  "Subscribe",
];

/** Texts and form recorded in test_topic_add_permission, test_add_permission_errors. */
export const addPermission = operation<AddPermissionCommandInput, AddPermissionCommandOutput>({
  accepts: ["TopicArn", "Label", "AWSAccountId", "ActionName"],
  access: (input, context) => [onTopic("AddPermission", input.TopicArn!, context)],
  run(input, context) {
    const topic = getTopic(input.TopicArn!, context);
    const policy = JSON.parse(policyOf(topic)) as { Statement: { Sid?: string }[] };
    if (policy.Statement.some(({ Sid }) => Sid === input.Label)) throw invalidParameter("Statement already exists");
    const actions = input.ActionName ?? [];
    if (actions.some((action) => !ACTIONS.includes(action)))
      throw invalidParameter("Policy statement action out of service scope!");
    const accounts = (input.AWSAccountId ?? []).map((account) =>
      formatArn({ service: "iam", account, resource: "root" }),
    );
    const statement = {
      Sid: input.Label,
      Effect: "Allow",
      Principal: { AWS: oneOrAll(accounts) },
      Action: oneOrAll(actions.map((action) => `SNS:${action}`)),
      Resource: topic.arn,
    };
    topic.attributes.set("Policy", JSON.stringify({ ...policy, Statement: [...policy.Statement, statement] }));
    return {};
  },
});

function oneOrAll(values: string[]): string | string[] {
  return values.length === 1 ? values[0]! : values;
}
