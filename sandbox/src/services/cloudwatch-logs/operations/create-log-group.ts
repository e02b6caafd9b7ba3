import type { CreateLogGroupCommandInput, CreateLogGroupCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { groupExists } from "../errors.ts";
import { type LogGroup, logGroups } from "../log-group.ts";
import { checkGroupName, groupArn, onStream } from "../names.ts";
import { addTags, tagConditions } from "../tags.ts";

export const createLogGroup = operation<CreateLogGroupCommandInput, CreateLogGroupCommandOutput>({
  accepts: ["logGroupName", "tags", "logGroupClass"],
  access(input, context) {
    const name = input.logGroupName!;
    const conditions = tagConditions(input.tags);
    const requests = [{ ...onStream("logs:CreateLogGroup", name, undefined, context), conditions }];
    if (conditions) requests.push({ action: "logs:TagResource", resource: groupArn(context, name), conditions });
    return requests;
  },
  run(input, context) {
    const name = input.logGroupName!;
    checkGroupName(name);
    const logGroupClass = input.logGroupClass ?? "STANDARD";
    if (logGroupClass !== "STANDARD" && logGroupClass !== "INFREQUENT_ACCESS")
      throw new NotEmulated(`cloudwatch-logs CreateLogGroup logGroupClass ${logGroupClass}`);
    const groups = context.state(logGroups);
    if (groups.has(name)) throw groupExists();
    const group: LogGroup = {
      name,
      createdAt: context.clock.now(),
      logGroupClass,
      retentionInDays: undefined,
      tags: new Map(),
      streams: new Map(),
      arrivals: 0,
    };
    addTags(group, input.tags ?? {});
    groups.set(name, group);
    return {};
  },
});
