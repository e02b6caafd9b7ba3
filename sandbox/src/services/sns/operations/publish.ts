import type { PublishCommandInput, PublishCommandOutput } from "@aws-sdk/client-sns";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { invalidParameter } from "../errors.ts";
import { checkFifo } from "../message.ts";
import { publish as send } from "../publish.ts";
import { getTopic, onTopic } from "../topic.ts";

export const publish = operation<PublishCommandInput, PublishCommandOutput>({
  accepts: [
    "TopicArn",
    "TargetArn",
    "PhoneNumber",
    "Message",
    "Subject",
    "MessageStructure",
    "MessageAttributes",
    "MessageDeduplicationId",
    "MessageGroupId",
  ],
  // That a topic is absent is told to everybody, as S3 finds (test_invalid_topic_arn of its notifications).
  access: (input, context) => [onTopic("Publish", getTopic(targetOf(input), context).arn, context)],
  run(input, context) {
    const topic = getTopic(targetOf(input), context);
    checkFifo(input, topic);
    return send(input, topic, context);
  },
});

/** A phone and a mobile endpoint are out of reach. */
function targetOf({ TopicArn, TargetArn, PhoneNumber }: PublishCommandInput): string {
  if (PhoneNumber !== undefined) throw new NotEmulated("sns Publish PhoneNumber (SMS)");
  const target = TopicArn ?? TargetArn;
  if (target === undefined) throw invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
  if (target.includes(":endpoint/"))
    throw invalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
  return target;
}
