import type { PublishBatchRequestEntry } from "@aws-sdk/client-sns";
import { AwsError } from "../../core/errors.ts";
import { MAX_BATCH_ENTRIES, MAX_MESSAGE_BYTES } from "./limits.ts";
import { sizeOf } from "./message.ts";

/** Texts recorded in test_publish_batch_exceptions and test_publish_batch_invalid_entry_id. */
export function checkBatch(entries: readonly PublishBatchRequestEntry[]): void {
  if (!entries.length)
    throw new AwsError("EmptyBatchRequestException", "The batch request doesn't contain any entries.");
  if (entries.length > MAX_BATCH_ENTRIES)
    throw new AwsError(
      "TooManyEntriesInBatchRequestException",
      "The batch request contains more entries than permissible.",
    );
  const ids = entries.map(({ Id = "" }) => Id);
  for (const id of ids) {
    if (id.length > 80)
      throw new AwsError(
        "InvalidBatchEntryIdException",
        `The Id of a batch entry in the batch request is too long: ${id}`,
      );
    if (!/^[\w-]+$/.test(id))
      throw new AwsError(
        "InvalidBatchEntryIdException",
        `The Id of a batch entry in the batch request contains an impermissible character: ${id}`,
      );
  }
  if (new Set(ids).size < ids.length)
    throw new AwsError(
      "BatchEntryIdsNotDistinctException",
      "Two or more batch entries in the request have the same Id.",
    );
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_MESSAGE_BYTES)
    throw new AwsError(
      "BatchRequestTooLongException",
      "The length of all the messages put together is more than the limit.",
    );
}
