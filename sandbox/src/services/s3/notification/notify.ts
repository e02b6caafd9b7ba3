import type { OperationContext } from "../../../core/service.ts";
import type { Bucket } from "../bucket.ts";
import { sendToBus } from "./bridge.ts";
import { covers } from "./event-types.ts";
import { matchesKey } from "./key-filter.ts";
import { eventRecord, type ObjectEvent } from "./record.ts";
import { deliver } from "./target.ts";

/** Tells the functions, queues, topics and the bus that want to know of it. The request does not wait for them. */
export function notify(bucket: Bucket, event: ObjectEvent, context: OperationContext): void {
  if (bucket.tellsBus) context.background(sendToBus(bucket, event, context));
  for (const { id, arn, events, filter } of bucket.notifications) {
    if (!events.some((type) => covers(type, `s3:${event.name}`)) || !matchesKey(filter, event.version.key)) continue;
    const Records = [eventRecord(bucket, event, id, context)];
    context.background(deliver(arn, JSON.stringify({ Records }), bucket, context));
  }
}
