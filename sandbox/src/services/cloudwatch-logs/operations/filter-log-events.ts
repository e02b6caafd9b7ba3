import type { FilterLogEventsCommandInput, FilterLogEventsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import * as errors from "../errors.ts";
import { parseFilterPattern } from "../filter-pattern/filter-pattern.ts";
import { FILTER_PATTERN_LENGTH, READ_BYTES, READ_EVENTS } from "../limits.ts";
import { eventBytes, expireEvents, type LogEvent, type LogGroup } from "../log-group.ts";
import { chooseGroup, findGroup, findStream, onStream } from "../names.ts";
import { checkLimit } from "../paging.ts";

export const filterLogEvents = operation<FilterLogEventsCommandInput, FilterLogEventsCommandOutput>({
  accepts: [
    "logGroupName",
    "logGroupIdentifier",
    "logStreamNames",
    "logStreamNamePrefix",
    "startTime",
    "endTime",
    "filterPattern",
    "nextToken",
    "limit",
    // AWS ignores it since June 2019: the answer is always interleaved.
    "interleaved",
  ],
  access: (input, context) => [
    onStream("logs:FilterLogEvents", input.logGroupName ?? input.logGroupIdentifier, undefined, context),
  ],
  run(input, context) {
    const limit = checkLimit(input.limit, READ_EVENTS);
    if (input.logStreamNames && input.logStreamNamePrefix !== undefined)
      throw errors.invalidParameter(
        "logStreamNamePrefix and logStreamNames are mutually exclusive parameters in a FilterLogEvents request.",
      );
    const pattern = input.filterPattern ?? "";
    if (pattern.length > FILTER_PATTERN_LENGTH)
      throw errors.constraint(pattern, "filterPattern", `have length less than or equal to ${FILTER_PATTERN_LENGTH}`);
    const matches = parseFilterPattern(pattern);
    const group = findGroup(context, chooseGroup(input));
    const after = parseToken(input.nextToken);
    expireEvents(group, context.clock.now());

    const matching = streams(group, input)
      .flatMap((stream) => stream.events.map((event) => ({ event, stream: stream.name })))
      .filter(
        ({ event }) =>
          event.id > after &&
          event.timestamp >= (input.startTime ?? 0) &&
          event.timestamp <= (input.endTime ?? Infinity) &&
          matches(event.message),
      )
      .sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
    const events = firstPage(matching, limit);
    return {
      events: events.map(({ event, stream }) => ({
        logStreamName: stream,
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: event.ingestionTime,
        eventId: event.id,
      })),
      searchedLogStreams: [],
      ...(events.length < matching.length
        ? { nextToken: Buffer.from(events.at(-1)!.event.id).toString("base64url") }
        : {}),
    };
  },
});

function streams(group: LogGroup, input: FilterLogEventsCommandInput) {
  if (input.logStreamNames) return input.logStreamNames.map((name) => findStream(group, name));
  return [...group.streams.values()].filter((stream) => stream.name.startsWith(input.logStreamNamePrefix ?? ""));
}

function parseToken(token: string | undefined): string {
  if (token === undefined) return "";
  const id = Buffer.from(token, "base64url").toString();
  if (!/^\d{56}$/.test(id)) throw errors.invalidNextToken();
  return id;
}

function firstPage<T extends { event: LogEvent }>(events: T[], limit: number): T[] {
  let bytes = 0;
  const end = events.slice(0, limit).findIndex(({ event }, index) => {
    bytes += eventBytes(event.message);
    return index > 0 && bytes > READ_BYTES;
  });
  return events.slice(0, end === -1 ? limit : end);
}
