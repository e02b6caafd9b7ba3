import type { GetRecordsCommandInput, GetRecordsCommandOutput } from "@aws-sdk/client-dynamodb-streams";
import { operation } from "../../../core/service.ts";
import { constraint } from "../errors.ts";
import { findStream } from "../find-stream.ts";
import { iteratorStream, readIterator, writeIterator } from "../iterator.ts";
import { MAX_RECORDS, MAX_RECORDS_BYTES } from "../limits.ts";

export const getRecords = operation<GetRecordsCommandInput, GetRecordsCommandOutput>({
  accepts: ["ShardIterator", "Limit"],
  access: (input) => [{ action: "dynamodb:GetRecords", resource: iteratorStream(input.ShardIterator!) }],
  run(input, context) {
    const limit = input.Limit ?? MAX_RECORDS;
    if (limit < 1) throw constraint(String(limit), "limit", "Member must have value greater than or equal to 1");
    if (limit > MAX_RECORDS)
      throw constraint(String(limit), "limit", `Member must have value less than or equal to ${MAX_RECORDS}`);
    const position = readIterator(input.ShardIterator!, context);
    const stream = findStream(iteratorStream(input.ShardIterator!), context);
    const { records, next } = stream.read(position, limit, MAX_RECORDS_BYTES);
    const isAtEnd = stream.isClosed && next >= stream.end;
    return { Records: records, ...(isAtEnd ? {} : { NextShardIterator: writeIterator(stream.arn, next, context) }) };
  },
});
