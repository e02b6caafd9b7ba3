import { randomUUID } from "node:crypto";
import type {
  LambdaFunctionConfiguration,
  NotificationConfiguration,
  NotificationConfigurationFilter,
} from "@aws-sdk/client-s3";
import { parseArn } from "../../../core/arn.ts";
import { NotEmulated } from "../../../core/errors.ts";
import type { Bucket } from "../bucket.ts";
import * as errors from "../errors.ts";
import { covers, isEventType } from "./event-types.ts";
import { isFilterEmpty, overlap, readFilter } from "./key-filter.ts";

interface Configuration {
  Id?: string | undefined;
  Events?: string[] | undefined;
  Filter?: NotificationConfigurationFilter | undefined;
}

/** A kind of target: the member of the configuration, that of its ARN, the name errors give it, and whose ARNs it takes. */
const KINDS = [
  { list: "TopicConfigurations", arn: "TopicArn", argument: "Topic", service: "sns" },
  { list: "QueueConfigurations", arn: "QueueArn", argument: "Queue", service: "sqs" },
  { list: "LambdaFunctionConfigurations", arn: "LambdaFunctionArn", argument: "CloudFunction", service: "lambda" },
] as const;

/** Checks a configuration as S3 does, names what has no Id, and refuses the targets that do not exist here. */
export function readNotifications(
  configuration: NotificationConfiguration,
  bucket: Bucket,
): LambdaFunctionConfiguration[] {
  const all: Configuration[] = [];
  for (const kind of KINDS)
    for (const each of (configuration[kind.list] ?? []) as Configuration[]) {
      checkTarget((each as Record<string, unknown>)[kind.arn], kind, bucket);
      all.push(readOne(each));
    }
  checkTogether(all);
  for (const { list } of KINDS.slice(0, 2))
    if (configuration[list]?.length)
      throw new NotEmulated(`s3 PutBucketNotificationConfiguration ${list} (notifications to SQS and SNS)`);
  if (configuration.EventBridgeConfiguration)
    throw new NotEmulated("s3 PutBucketNotificationConfiguration EventBridgeConfiguration");
  return all as LambdaFunctionConfiguration[];
}

function checkTarget(arn: unknown, { argument, service }: (typeof KINDS)[number], bucket: Bucket): void {
  const target = String(arn ?? "");
  const parsed = parseArn(target);
  if (parsed?.service !== service || !parsed.region || !parsed.account)
    throw errors.invalidArgument("The ARN could not be parsed", argument, target);
  if (parsed.region !== bucket.region)
    throw errors.invalidArgument(
      "The notification destination service region is not valid for the bucket location constraint",
      argument,
      target,
    );
}

function readOne(configuration: Configuration): Configuration {
  const { Events = [], Filter, Id = randomUUID(), ...target } = configuration;
  if (!Events.length) throw errors.malformedXml();
  for (const event of Events)
    if (!isEventType(event))
      throw errors.invalidArgument("The event is not supported for notifications", "Event", event);
  const filter = readFilter(Filter);
  return { Id, ...target, Events, ...(filter ? { Filter: filter } : {}) };
}

/** One event of one key must have one target. */
function checkTogether(all: Configuration[]): void {
  const ids = all.map(({ Id }) => Id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined)
    throw errors.invalidArgument("Same ID used for multiple configurations. IDs must be unique.", "Id", repeated);
  for (const [index, one] of all.entries())
    for (const other of all.slice(index + 1)) {
      const common = one.Events!.flatMap((event) =>
        other.Events!.filter((type) => covers(type, event) || covers(event, type)).map((type) => `${event}, ${type}`),
      )[0];
      if (common === undefined || !overlap(one.Filter, other.Filter)) continue;
      throw errors.invalidArgument(
        isFilterEmpty(one.Filter) && isFilterEmpty(other.Filter)
          ? "Configurations overlap. Configurations on the same bucket cannot share a common event type."
          : "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
        "Event",
        common,
      );
    }
}
