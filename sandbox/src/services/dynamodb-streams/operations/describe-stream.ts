import type { DescribeStreamCommandInput, DescribeStreamCommandOutput } from "@aws-sdk/client-dynamodb-streams";
import { operation } from "../../../core/service.ts";
import { findStream } from "../find-stream.ts";
import { sequenceNumber } from "../stream.ts";

export const describeStream = operation<DescribeStreamCommandInput, DescribeStreamCommandOutput>({
  accepts: ["StreamArn", "Limit", "ExclusiveStartShardId"],
  access: (input) => [{ action: "dynamodb:DescribeStream", resource: input.StreamArn! }],
  run(input, context) {
    const stream = findStream(input.StreamArn!, context);
    const shard = {
      ShardId: stream.shardId,
      SequenceNumberRange: {
        StartingSequenceNumber: sequenceNumber(0),
        ...(stream.isClosed ? { EndingSequenceNumber: sequenceNumber(stream.end) } : {}),
      },
    };
    return {
      StreamDescription: {
        StreamArn: stream.arn,
        StreamLabel: stream.label,
        StreamStatus: stream.status,
        StreamViewType: stream.viewType,
        CreationRequestDateTime: new Date(stream.createdAt),
        TableName: stream.tableName,
        KeySchema: stream.keySchema,
        // One shard: after it there is none.
        Shards: input.ExclusiveStartShardId === undefined ? [shard] : [],
      },
    };
  },
});
