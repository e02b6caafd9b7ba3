/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html (2026-11): records are kept for 24 hours. */
export const RETENTION_MS = 24 * 3_600_000;
/** "A shard iterator expires 15 minutes after it is returned to the requester": https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html (2026-11) */
export const ITERATOR_MS = 15 * 60_000;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html (2026-11) */
export const MAX_RECORDS = 1000;
export const MAX_RECORDS_BYTES = 1024 * 1024;
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html, Limit (2026-11) */
export const MAX_STREAMS = 100;
