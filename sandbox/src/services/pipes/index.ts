/**
 * Amazon EventBridge Pipes.
 *
 * Emulated: pipes from queues (standard, FIFO) and DynamoDB streams, with filters, batches and batching windows; enrichment by functions, express
 * state machines and API destinations; targets SQS, SNS, Lambda and Step Functions (waited for or not), event buses, log groups, API destinations; input
 * templates with paths, reserved variables and bodies that hold JSON; partial failures (batchItemFailures, and entries that a target refuses);
 * retries, bisecting and dead-letter queues of streams; starting and stopping, tags; `AWS::Pipes::Pipe`. A pipe does everything with its role.
 * The readers of the sources are those of Lambda (`../../event-sources`).
 *
 * Gaps: sources Kinesis, MQ, Kafka; other targets and enrichments (API Gateway too); logs of pipes (LogConfiguration); customer keys.
 *
 * By design: there are no recordings of this service: codes are those of its model, texts ours. A pipe is RUNNING at once, where AWS needs a minute or two, and DescribePipe
 * answers when it has settled. What is tried when a pipe starts is its role and its source: a role that lacks a right there makes it CREATE_FAILED. Targets
 * with batches of their own (SQS, SNS, buses) are called once for each record.
 */
import { defineService } from "../../core/service.ts";
import { createPipe } from "./operations/create-pipe.ts";
import { deletePipe } from "./operations/delete-pipe.ts";
import { describePipe } from "./operations/describe-pipe.ts";
import { listPipes } from "./operations/list-pipes.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { startPipe } from "./operations/start-pipe.ts";
import { stopPipe } from "./operations/stop-pipe.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updatePipe } from "./operations/update-pipe.ts";
import { pipe } from "./resources/pipe.ts";

export const pipes = defineService({
  id: "pipes",
  client: () => import("@aws-sdk/client-pipes"),
  operations: {
    CreatePipe: createPipe,
    DeletePipe: deletePipe,
    DescribePipe: describePipe,
    ListPipes: listPipes,
    ListTagsForResource: listTagsForResource,
    StartPipe: startPipe,
    StopPipe: stopPipe,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdatePipe: updatePipe,
  },
  resources: { "AWS::Pipes::Pipe": pipe },
});
