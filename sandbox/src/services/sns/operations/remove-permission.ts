import type { RemovePermissionCommandInput, RemovePermissionCommandOutput } from "@aws-sdk/client-sns";
import { operation } from "../../../core/service.ts";
import { getTopic, onTopic, policyOf } from "../topic.ts";

export const removePermission = operation<RemovePermissionCommandInput, RemovePermissionCommandOutput>({
  accepts: ["TopicArn", "Label"],
  access: (input, context) => [onTopic("RemovePermission", input.TopicArn!, context)],
  run(input, context) {
    const topic = getTopic(input.TopicArn!, context);
    const policy = JSON.parse(policyOf(topic)) as { Statement: { Sid?: string }[] };
    const Statement = policy.Statement.filter(({ Sid }) => Sid !== input.Label);
    topic.attributes.set("Policy", JSON.stringify({ ...policy, Statement }));
    return {};
  },
});
