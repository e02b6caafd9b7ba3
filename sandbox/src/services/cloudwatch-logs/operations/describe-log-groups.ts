import type { DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import * as errors from "../errors.ts";
import { DESCRIBE_LIMIT } from "../limits.ts";
import { eventBytes, expireEvents, type LogGroup, logGroups } from "../log-group.ts";
import { groupArn, groupName, onStream } from "../names.ts";
import { checkLimit, page } from "../paging.ts";

export const describeLogGroups = operation<DescribeLogGroupsCommandInput, DescribeLogGroupsCommandOutput>({
  accepts: ["logGroupNamePrefix", "logGroupNamePattern", "nextToken", "limit", "logGroupClass", "logGroupIdentifiers"],
  access: (input, context) => [onStream("logs:DescribeLogGroups", input.logGroupNamePrefix, undefined, context)],
  run(input, context) {
    if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined)
      throw errors.invalidParameter(
        "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.",
      );
    const limit = checkLimit(input.limit, DESCRIBE_LIMIT);
    const wanted = input.logGroupIdentifiers?.map(groupName);
    const groups = [...context.state(logGroups).values()]
      .filter(
        (group) =>
          group.name.startsWith(input.logGroupNamePrefix ?? "") &&
          group.name.includes(input.logGroupNamePattern ?? "") &&
          (!input.logGroupClass || group.logGroupClass === input.logGroupClass) &&
          (!wanted || wanted.includes(group.name)),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, nextToken } = page(groups, input.nextToken, limit);
    return {
      logGroups: items.map((group) => {
        expireEvents(group, context.clock.now());
        return {
          logGroupName: group.name,
          creationTime: group.createdAt,
          ...(group.retentionInDays === undefined ? {} : { retentionInDays: group.retentionInDays }),
          metricFilterCount: 0,
          arn: `${groupArn(context, group.name)}:*`,
          logGroupClass: group.logGroupClass,
          logGroupArn: groupArn(context, group.name),
          // AWS leaves these two out of searches by pattern.
          ...(input.logGroupNamePattern === undefined
            ? { storedBytes: storedBytes(group), deletionProtectionEnabled: false }
            : {}),
        };
      }),
      nextToken,
    };
  },
});

function storedBytes(group: LogGroup): number {
  let bytes = 0;
  for (const stream of group.streams.values()) for (const event of stream.events) bytes += eventBytes(event.message);
  return bytes;
}
