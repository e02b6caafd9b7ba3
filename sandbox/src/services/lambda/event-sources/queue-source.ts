import type { GetQueueAttributesCommandInput, GetQueueAttributesCommandOutput } from "@aws-sdk/client-sqs";
import { AwsError, NotEmulated } from "../../../core/errors.ts";
import type { OperationContext } from "../../../core/service.ts";
import { invalidParameter } from "../errors.ts";
import {
  DEFAULT_QUEUE_BATCH_SIZE,
  MAX_FIFO_BATCH_SIZE,
  MAX_QUEUE_CONCURRENCY,
  MIN_QUEUE_CONCURRENCY,
} from "../limits.ts";
import { sessionOf } from "../role.ts";
import { consumerOf } from "./consumer.ts";
import type { EventSource } from "./event-source.ts";
import { QueuePoller } from "../../../event-sources/queue-poller.ts";
import { queueUrlOf } from "../../../event-sources/queue-url.ts";
import { QUEUE_RECEIVE_SIZE } from "../../../event-sources/limits.ts";
import { checkRange, unsupportedParameter } from "./settings-input.ts";

const STREAMS_ONLY = [
  "BisectBatchOnFunctionError",
  "DestinationConfig",
  "MaximumRecordAgeInSeconds",
  "MaximumRetryAttempts",
  "ParallelizationFactor",
  "TumblingWindowInSeconds",
] as const;

/** What a mapping does in the function's name. */
const ACTIONS = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

/** SQS queues, standard and FIFO. */
export const queueSource: EventSource = {
  defaultBatchSize: DEFAULT_QUEUE_BATCH_SIZE,

  check(input, { batchSize, windowSeconds }, sourceArn) {
    for (const name of STREAMS_ONLY) if (isSet(input[name])) throw unsupportedParameter(name);
    if (input.ProvisionedPollerConfig !== undefined)
      throw new NotEmulated("lambda event source mappings with ProvisionedPollerConfig");
    checkRange(
      input.ScalingConfig?.MaximumConcurrency,
      "scalingConfig.maximumConcurrency",
      MIN_QUEUE_CONCURRENCY,
      MAX_QUEUE_CONCURRENCY,
    );
    if (sourceArn.endsWith(".fifo")) {
      if (windowSeconds > 0) throw invalidParameter("Batching window is not supported for FIFO queues");
      checkRange(batchSize, "batchSize", 1, MAX_FIFO_BATCH_SIZE);
    }
    // Recorded in test_event_source_mapping_default_batch_size.
    if (batchSize > QUEUE_RECEIVE_SIZE && windowSeconds === 0)
      throw invalidParameter(
        "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
      );
  },

  async checkAccess({ owner, version }, sourceArn, context) {
    const { principal } = await sessionOf(owner, version.settings.role, context);
    const asRole = context.as(principal);
    const QueueUrl = queueUrlOf(sourceArn, context);
    for (const action of ACTIONS) await tryAction(action, sourceArn, asRole);
    const { Attributes } = await asRole.call<GetQueueAttributesCommandInput, GetQueueAttributesCommandOutput>(
      "sqs",
      "GetQueueAttributes",
      { QueueUrl, AttributeNames: ["VisibilityTimeout"] },
    );
    const visibility = Number(Attributes!["VisibilityTimeout"]);
    const { timeout } = version.settings;
    if (visibility < timeout)
      throw invalidParameter(
        `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${timeout} seconds`,
      );
  },

  duplicate: (sourceArn, functionName, id) =>
    `An event source mapping with SQS arn (" ${sourceArn} ") and function (" ${functionName} ") already exists. Please update or delete the existing mapping with UUID ${id}`,

  startingPosition(position) {
    if (position !== undefined) throw invalidParameter("StartingPosition is not valid for SQS event sources.");
    return undefined;
  },

  describe: ({ maximumConcurrency }) => ({
    ...(maximumConcurrency === undefined ? {} : { ScalingConfig: { MaximumConcurrency: maximumConcurrency } }),
    StateTransitionReason: "USER_INITIATED",
  }),

  createPoller: (mapping, context) => new QueuePoller(consumerOf(mapping, context)),
};

function isSet(value: unknown): boolean {
  return value !== undefined && value !== false && value !== 0 && JSON.stringify(value) !== "{}";
}

/** What a queue refuses after it has checked the permission, so that nothing is received or deleted. */
const PROBES: Record<string, object> = {
  ReceiveMessage: { MaxNumberOfMessages: 0 },
  DeleteMessage: { ReceiptHandle: "" },
};

/** Where the role's own policies do not suffice, that of the queue may: then the queue is asked. */
async function tryAction(action: string, sourceArn: string, asRole: OperationContext): Promise<void> {
  try {
    const request = [{ action: `sqs:${action}`, resource: sourceArn }];
    const suffices = await asRole.authorize(request).then(
      () => true,
      () => false,
    );
    if (suffices && PROBES[action]) return;
    await asRole.call("sqs", action, { QueueUrl: queueUrlOf(sourceArn, asRole), ...PROBES[action] });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === "AccessDeniedException")
      throw invalidParameter(`The provided execution role does not have permissions to call ${action} on SQS`);
    // Recorded in test_esm_with_not_existing_sqs_queue.
    if (error.code === "QueueDoesNotExist")
      throw invalidParameter(
        `Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: ${error.message}`,
      );
    if (!PROBES[action]) throw error;
  }
}
