import type {
  InputLogEvent,
  PutLogEventsCommandInput,
  PutLogEventsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { extractMetrics } from "../embedded-metrics.ts";
import * as errors from "../errors.ts";
import { BATCH_BYTES, BATCH_EVENTS, BATCH_SPAN_MS, TOO_NEW_MS, TOO_OLD_MS } from "../limits.ts";
import { appendEvents, eventBytes, retainedSince } from "../log-group.ts";
import { findGroup, findStream, onStream } from "../names.ts";

export const putLogEvents = operation<PutLogEventsCommandInput, PutLogEventsCommandOutput>({
  // AWS takes sequenceToken and has ignored it since January 2023.
  accepts: ["logGroupName", "logStreamName", "logEvents", "sequenceToken"],
  access: (input, context) => [onStream("logs:PutLogEvents", input.logGroupName, input.logStreamName, context)],
  run(input, context) {
    const group = findGroup(context, input.logGroupName!);
    const stream = findStream(group, input.logStreamName!);
    const events = input.logEvents!;
    checkBatch(events);

    const now = context.clock.now();
    const oldest = now - TOO_OLD_MS;
    const retained = retainedSince(group, now);
    const tooOld = events.filter((event) => event.timestamp! < oldest).length;
    const expired = events.filter((event) => event.timestamp! < retained).length;
    const tooNew = events.findIndex((event) => event.timestamp! > now + TOO_NEW_MS);
    const accepted = events.slice(Math.max(tooOld, expired), tooNew === -1 ? undefined : tooNew);
    appendEvents(
      group,
      stream,
      accepted.map(({ timestamp, message }) => ({ timestamp: timestamp!, message: message! })),
      now,
    );
    for (const { message } of accepted) extractMetrics(message!, group.name, context);
    const rejected = {
      ...(tooNew === -1 ? {} : { tooNewLogEventStartIndex: tooNew }),
      ...(tooOld ? { tooOldLogEventEndIndex: tooOld } : {}),
      ...(expired > tooOld ? { expiredLogEventEndIndex: expired } : {}),
    };
    return {
      nextSequenceToken: "49590302938429304820394820394820394820394820394820394820",
      ...(Object.keys(rejected).length ? { rejectedLogEventsInfo: rejected } : {}),
    };
  },
});

function checkBatch(events: InputLogEvent[]): void {
  if (!events.length || events.length > BATCH_EVENTS)
    throw errors.constraint(
      `[${events.length} events]`,
      "logEvents",
      events.length ? `have length less than or equal to ${BATCH_EVENTS}` : "have length greater than or equal to 1",
    );
  const bytes = events.reduce((sum, event) => sum + eventBytes(event.message!), 0);
  if (bytes > BATCH_BYTES)
    throw errors.invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${BATCH_BYTES}`);
  const empty = events.findIndex((event) => !event.message!.length);
  if (empty !== -1)
    throw errors.constraint("", `logEvents.${empty + 1}.member.message`, "have length greater than or equal to 1");
  if (events.some((event, index) => index > 0 && event.timestamp! < events[index - 1]!.timestamp!))
    throw errors.invalidParameter("Log events in a single PutLogEvents request must be in chronological order.");
  if (events.at(-1)!.timestamp! - events[0]!.timestamp! > BATCH_SPAN_MS)
    throw errors.invalidParameter(
      "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.",
    );
}
