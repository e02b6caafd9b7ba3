import type { GetShardIteratorCommandInput, GetShardIteratorCommandOutput } from "@aws-sdk/client-dynamodb-streams";
import { operation } from "../../../core/service.ts";
import { constraint, shardNotFound, trimmedData, validation } from "../errors.ts";
import { findStream } from "../find-stream.ts";
import { writeIterator } from "../iterator.ts";
import { positionOf, type Stream } from "../stream.ts";

const TYPES = ["AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON"];

export const getShardIterator = operation<GetShardIteratorCommandInput, GetShardIteratorCommandOutput>({
  accepts: ["StreamArn", "ShardId", "ShardIteratorType", "SequenceNumber"],
  access: (input) => [{ action: "dynamodb:GetShardIterator", resource: input.StreamArn! }],
  run(input, context) {
    const type = input.ShardIteratorType!;
    if (!TYPES.includes(type))
      throw constraint(type, "shardIteratorType", `Member must satisfy enum value set: [${TYPES.join(", ")}]`);
    const stream = findStream(input.StreamArn!, context);
    if (input.ShardId !== stream.shardId) throw shardNotFound(stream.arn, input.ShardId!);
    const position =
      type === "TRIM_HORIZON"
        ? stream.horizon
        : type === "LATEST"
          ? stream.end
          : numbered(stream, input.SequenceNumber, type === "AFTER_SEQUENCE_NUMBER");
    return { ShardIterator: writeIterator(stream.arn, position, context) };
  },
});

function numbered(stream: Stream, number: string | undefined, isAfter: boolean): number {
  if (number === undefined)
    throw validation(
      "SequenceNumber must be provided if ShardIteratorType is AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER",
    );
  const position = positionOf(number);
  if (position === undefined || position > stream.end) throw validation(`Invalid SequenceNumber: ${number}`);
  if (position < stream.horizon) throw trimmedData();
  return isAfter ? position + 1 : position;
}
