import type { DescribeLogStreamsCommandInput, DescribeLogStreamsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import * as errors from "../errors.ts";
import { DESCRIBE_LIMIT } from "../limits.ts";
import { expireEvents, type LogStream } from "../log-group.ts";
import { chooseGroup, findGroup, onStream, streamArn } from "../names.ts";
import { checkLimit, page } from "../paging.ts";

export const describeLogStreams = operation<DescribeLogStreamsCommandInput, DescribeLogStreamsCommandOutput>({
  accepts: ["logGroupName", "logGroupIdentifier", "logStreamNamePrefix", "orderBy", "descending", "nextToken", "limit"],
  access: (input, context) => [
    onStream("logs:DescribeLogStreams", input.logGroupName ?? input.logGroupIdentifier, undefined, context),
  ],
  run(input, context) {
    const group = findGroup(context, chooseGroup(input));
    const byTime = input.orderBy === "LastEventTime";
    if (byTime && input.logStreamNamePrefix !== undefined)
      throw errors.invalidParameter("Cannot order by LastEventTime with a logStreamNamePrefix.");
    const limit = checkLimit(input.limit, DESCRIBE_LIMIT);
    expireEvents(group, context.clock.now());
    const streams = [...group.streams.values()]
      .filter((stream) => stream.name.startsWith(input.logStreamNamePrefix ?? ""))
      .sort(byTime ? byLastEvent : byName);
    if (input.descending) streams.reverse();
    const { items, nextToken } = page(streams, input.nextToken, limit);
    return {
      logStreams: items.map((stream) => ({
        logStreamName: stream.name,
        creationTime: stream.createdAt,
        ...(stream.lastIngestionAt === undefined
          ? {}
          : {
              firstEventTimestamp: stream.firstEventAt,
              lastEventTimestamp: stream.lastEventAt,
              lastIngestionTime: stream.lastIngestionAt,
              uploadSequenceToken: UPLOAD_SEQUENCE_TOKEN,
            }),
        arn: streamArn(context, group.name, stream.name),
        // Always 0 on AWS since June 2019, for streams.
        storedBytes: 0,
      })),
      nextToken,
    };
  },
});

/** Sequence tokens have had no meaning since January 2023; AWS still sends one. */
const UPLOAD_SEQUENCE_TOKEN = "49590302938429304820394820394820394820394820394820394820";

function byName(a: LogStream, b: LogStream): number {
  return a.name < b.name ? -1 : 1;
}

function byLastEvent(a: LogStream, b: LogStream): number {
  return (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0) || byName(a, b);
}
