import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { READ_EVENTS } from "../limits.ts";
import { expireEvents } from "../log-group.ts";
import { chooseGroup, findGroup, findStream, onStream } from "../names.ts";
import { checkLimit } from "../paging.ts";
import { before, formatPosition, parsePosition, take } from "../position.ts";

export const getLogEvents = operation<GetLogEventsCommandInput, GetLogEventsCommandOutput>({
  accepts: [
    "logGroupName",
    "logGroupIdentifier",
    "logStreamName",
    "startTime",
    "endTime",
    "nextToken",
    "limit",
    "startFromHead",
  ],
  access: (input, context) => [
    onStream("logs:GetLogEvents", input.logGroupName ?? input.logGroupIdentifier, input.logStreamName, context),
  ],
  run(input, context) {
    const limit = checkLimit(input.limit, READ_EVENTS);
    const group = findGroup(context, chooseGroup(input));
    const stream = findStream(group, input.logStreamName!);
    const position = input.nextToken === undefined ? undefined : parsePosition(input.nextToken);
    expireEvents(group, context.clock.now());

    const candidates = stream.events.filter(
      (event) =>
        event.timestamp >= (input.startTime ?? 0) &&
        event.timestamp < (input.endTime ?? Infinity) &&
        (!position || (position.direction === "f" ? event.id > position.id : event.id < position.id)),
    );
    const fromEnd = position ? position.direction === "b" : !input.startFromHead;
    const events = take(candidates, limit, fromEnd);
    // Nothing to read: both tokens stay where the reader stands, which is how AWS says "the end".
    const here = position?.id ?? before(input.startTime ?? stream.createdAt);
    return {
      events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: formatPosition({ direction: "f", id: events.at(-1)?.id ?? here }),
      nextBackwardToken: formatPosition({ direction: "b", id: events[0]?.id ?? here }),
    };
  },
});
