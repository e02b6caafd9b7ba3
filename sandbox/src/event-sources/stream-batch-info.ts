import type { GivenUp, StreamRecordPlace } from "./consumer.ts";

/** Where the records lie that nobody could handle, as Lambda and Pipes report it: https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html (2026-11) */
export function streamBatchInfo(records: readonly StreamRecordPlace[], { shardId, streamArn }: GivenUp): object {
  const time = ({ arrivedAt }: StreamRecordPlace) => new Date(arrivedAt).toISOString().replace(".000Z", "Z");
  const [first, last] = [records[0]!, records.at(-1)!];
  return {
    shardId,
    startSequenceNumber: first.sequenceNumber,
    endSequenceNumber: last.sequenceNumber,
    approximateArrivalOfFirstRecord: time(first),
    approximateArrivalOfLastRecord: time(last),
    batchSize: records.length,
    streamArn,
  };
}
