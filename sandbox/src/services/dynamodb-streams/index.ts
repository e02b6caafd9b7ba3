import { defineService } from "../../core/service.ts";
import { describeStream } from "./operations/describe-stream.ts";
import { getRecords } from "./operations/get-records.ts";
import { getShardIterator } from "./operations/get-shard-iterator.ts";
import { listStreams } from "./operations/list-streams.ts";
import { underPolicies } from "./resource-policy.ts";
import { streams } from "./stream.ts";

/**
 * DynamoDB Streams: what changed in a table, readable for 24 hours of sandbox time. The service dynamodb makes the streams (stream.ts is
 * what the two share) and AWS has them behind one host and one signing name; X-Amz-Target tells them apart.
 *
 * Emulated: the four operations, view types, sequence numbers, iterators and their expiry after 15 minutes, records of TTL deletions with
 * their userIdentity, closed streams of deleted tables and disabled streams, resource policies of streams (the service dynamodb sets them).
 *
 * Gaps: ShardFilter of DescribeStream; streams of another account.
 *
 * By design:
 * - A stream has one shard that is closed when the stream is disabled; AWS splits them by load, and rolls them every few hours.
 * - A record is there at once.
 */
export const dynamodbStreams = defineService({
  id: "dynamodb-streams",
  client: () => import("@aws-sdk/client-dynamodb-streams"),
  operations: underPolicies(
    {
      DescribeStream: describeStream,
      GetRecords: getRecords,
      GetShardIterator: getShardIterator,
      ListStreams: listStreams,
    },
    (arn, context) => context.state(streams).get(arn)?.policy,
  ),
});
