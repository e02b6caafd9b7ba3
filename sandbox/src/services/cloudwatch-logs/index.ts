/**
 * Amazon CloudWatch Logs.
 *
 * Emulated: log groups and streams, events with AWS's rules for batches, reading with tokens, FilterLogEvents with the filter-pattern
 * language (terms, JSON, space-delimited), retention, tags in both forms, metrics in lines of the embedded metric
 * format (with the metrics that count malformed ones); resource policies of the account, which let services write;
 * `AWS::Logs::LogGroup`, `LogStream` and `ResourcePolicy`. Codes and
 * messages follow recordings of AWS of February 2026 where there are some.
 *
 * Gaps: Logs Insights (StartQuery and the rest), live tail, subscription filters, metric filters, resource policies of a single log group, destinations,
 * deliveries, export tasks, customer keys, data protection, field indexes, transformers, anomaly detectors, deletion protection,
 * the classes DELIVERY and ESSENTIALS, ListLogGroups, linked accounts.
 *
 * By design: events are there for readers at once, AWS needs seconds. Retention is applied when a group is read, by the virtual clock: AWS
 * deletes up to 72 hours later. `%regex%` in filter patterns is read by JavaScript's engine, AWS's knows fewer constructs.
 */
import { defineService } from "../../core/service.ts";
import { createLogGroup } from "./operations/create-log-group.ts";
import { createLogStream } from "./operations/create-log-stream.ts";
import { deleteLogGroup } from "./operations/delete-log-group.ts";
import { deleteLogStream } from "./operations/delete-log-stream.ts";
import { deleteResourcePolicy } from "./operations/delete-resource-policy.ts";
import { deleteRetentionPolicy } from "./operations/delete-retention-policy.ts";
import { describeLogGroups } from "./operations/describe-log-groups.ts";
import { describeLogStreams } from "./operations/describe-log-streams.ts";
import { describeResourcePolicies } from "./operations/describe-resource-policies.ts";
import { filterLogEvents } from "./operations/filter-log-events.ts";
import { getLogEvents } from "./operations/get-log-events.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listTagsLogGroup } from "./operations/list-tags-log-group.ts";
import { putLogEvents } from "./operations/put-log-events.ts";
import { putResourcePolicy } from "./operations/put-resource-policy.ts";
import { putRetentionPolicy } from "./operations/put-retention-policy.ts";
import { tagLogGroup } from "./operations/tag-log-group.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagLogGroup } from "./operations/untag-log-group.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { logGroup } from "./resources/log-group.ts";
import { logStream } from "./resources/log-stream.ts";
import { resourcePolicy } from "./resources/resource-policy.ts";

export const cloudwatchLogs = defineService({
  id: "cloudwatch-logs",
  client: () => import("@aws-sdk/client-cloudwatch-logs"),
  operations: {
    CreateLogGroup: createLogGroup,
    CreateLogStream: createLogStream,
    DeleteLogGroup: deleteLogGroup,
    DeleteLogStream: deleteLogStream,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteRetentionPolicy: deleteRetentionPolicy,
    DescribeLogGroups: describeLogGroups,
    DescribeLogStreams: describeLogStreams,
    DescribeResourcePolicies: describeResourcePolicies,
    FilterLogEvents: filterLogEvents,
    GetLogEvents: getLogEvents,
    ListTagsForResource: listTagsForResource,
    ListTagsLogGroup: listTagsLogGroup,
    PutLogEvents: putLogEvents,
    PutResourcePolicy: putResourcePolicy,
    PutRetentionPolicy: putRetentionPolicy,
    TagLogGroup: tagLogGroup,
    TagResource: tagResource,
    UntagLogGroup: untagLogGroup,
    UntagResource: untagResource,
  },
  resources: {
    "AWS::Logs::LogGroup": logGroup,
    "AWS::Logs::LogStream": logStream,
    "AWS::Logs::ResourcePolicy": resourcePolicy,
  },
});
