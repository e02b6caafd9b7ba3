import { formatArn, parseArn } from "../../core/arn.ts";
import { metrics } from "../../core/metrics.ts";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { signals } from "../../core/signals.ts";
import { defineStore } from "../../core/state.ts";
import type { QueueAttributes } from "./attribute-values.ts";
import { invalidAddress, queueDoesNotExist } from "./errors.ts";
import { QueueMeter } from "./meter.ts";
import { Queue } from "./queue.ts";

interface Queues {
  byName: Map<string, Queue>;
  /** When the queues of these names were deleted, milliseconds. */
  deletedAt: Map<string, number>;
}

export const queues = defineStore("regional", (): Queues => ({ byName: new Map(), deletedAt: new Map() }));

export function queueArn(name: string, { account, region }: { account: string; region: string }): string {
  return formatArn({ service: "sqs", region, account, resource: name });
}

/** Carries our host and port: SDK clients use it as the endpoint. */
export function queueUrl(name: string, { account, endpoint }: OperationContext): string {
  return `${endpoint}/${account}/${name}`;
}

export function createQueue(
  name: string,
  isFifo: boolean,
  attributes: QueueAttributes,
  context: OperationContext,
): Queue {
  const arn = queueArn(name, context);
  const bell = context.allState.get(signals, "", "");
  const identity = { name, arn, url: queueUrl(name, context), isFifo };
  const meter = new QueueMeter(name, context.state(metrics), context.clock);
  return new Queue(identity, attributes, { clock: context.clock, meter, onAvailable: () => bell.emit(arn) });
}

/** Account and name in a queue's URL, AWS's or ours; the Region is that of the request. */
function ownerIn(url: string): { account: string; name: string } {
  const [, account, name] = /^(?:https?:\/\/[^/]+)?\/?(\d{12})\/([^/]+)\/?$/.exec(url) ?? [];
  if (!account || !name) throw invalidAddress(url);
  return { account, name };
}

function findQueue(url: string, context: OperationContext): Queue | undefined {
  const { account, name } = ownerIn(url);
  return context.allState.get(queues, account, context.region).byName.get(name);
}

export function getQueue(url: string | undefined, context: OperationContext): Queue {
  const queue = findQueue(url!, context);
  if (!queue) throw queueDoesNotExist();
  queue.meter.touch();
  return queue;
}

export function queueByArn(arn: string, context: OperationContext): Queue | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== "sqs") return undefined;
  return context.allState.get(queues, parsed.account, parsed.region).byName.get(parsed.resource);
}

/** A request about a queue. One that does not exist has no policy to ask: that it is absent is told to everybody (recorded for S3 in test_invalid_sqs_arn). */
export function onQueue(action: string, url: string | undefined, context: OperationContext): AccessRequest {
  return onQueueArn(action, getQueue(url, context).arn, context);
}

/** What a queue's policy can not give to other accounts: sqs-overview-of-managing-access.html (2026-11). */
const OWNER_ONLY = new Set([
  "AddPermission",
  "CancelMessageMoveTask",
  "CreateQueue",
  "DeleteQueue",
  "ListMessageMoveTasks",
  "ListQueueTags",
  "RemovePermission",
  "SetQueueAttributes",
  "StartMessageMoveTask",
  "TagQueue",
  "UntagQueue",
]);

/** With the queue's policy and tags. */
export function onQueueArn(action: string, arn: string, context: OperationContext): AccessRequest {
  const queue = queueByArn(arn, context);
  const isForeign = parseArn(arn)?.account !== context.principal.account;
  const policy = OWNER_ONLY.has(action) && isForeign ? undefined : queue?.attributes.get("Policy");
  const tags = [...(queue?.tags ?? [])].map(([key, value]) => [`aws:ResourceTag/${key}`, value]);
  return {
    action: `sqs:${action}`,
    resource: arn,
    ...(tags.length ? { conditions: Object.fromEntries(tags) as Record<string, string> } : {}),
    ...(policy === undefined ? {} : { resourcePolicy: policy }),
  };
}
