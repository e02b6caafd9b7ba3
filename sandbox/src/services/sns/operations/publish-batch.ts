import type { PublishBatchCommandInput, PublishBatchCommandOutput } from "@aws-sdk/client-sns";
import { AwsError } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { checkBatch } from "../batch.ts";
import { checkFifo } from "../message.ts";
import { publish } from "../publish.ts";
import { getTopic, onTopic } from "../topic.ts";

export const publishBatch = operation<PublishBatchCommandInput, PublishBatchCommandOutput>({
  accepts: ["TopicArn", "PublishBatchRequestEntries"],
  access: (input, context) => [onTopic("Publish", input.TopicArn!, context)],
  run(input, context) {
    const topic = getTopic(input.TopicArn!, context);
    const entries = input.PublishBatchRequestEntries ?? [];
    checkBatch(entries);
    for (const entry of entries) checkFifo(entry, topic);
    const Successful: PublishBatchCommandOutput["Successful"] = [];
    const Failed: PublishBatchCommandOutput["Failed"] = [];
    for (const entry of entries) {
      try {
        Successful.push({ Id: entry.Id, ...publish(entry, topic, context) });
      } catch (error) {
        if (!(error instanceof AwsError) || error.code === "InvalidParameterValueException") throw error;
        Failed.push({ Id: entry.Id, Code: "InvalidParameter", Message: error.message, SenderFault: true });
      }
    }
    return { Successful, Failed };
  },
});
