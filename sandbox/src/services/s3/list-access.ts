import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { onBucket } from "./access.ts";
import * as errors from "./errors.ts";
import { LIST_MAX } from "./limits.ts";

interface ListInput {
  Bucket?: string | undefined;
  Prefix?: string | undefined;
  Delimiter?: string | undefined;
  MaxKeys?: number | undefined;
}

/** The request to list, with the condition keys that policies narrow it by. */
export function onListing(action: string, input: ListInput, context: OperationContext): AccessRequest {
  return onBucket(action, input.Bucket, context, {
    ...(input.Prefix === undefined ? {} : { "s3:prefix": input.Prefix }),
    ...(input.Delimiter === undefined ? {} : { "s3:delimiter": input.Delimiter }),
    ...(input.MaxKeys === undefined ? {} : { "s3:max-keys": String(input.MaxKeys) }),
  });
}

/** The size of a page; S3 cuts a larger wish to 1000. */
export function pageSize(asked: number | undefined, argument = "maxKeys"): number {
  if (asked !== undefined && asked < 0)
    throw errors.invalidArgument(
      `Argument ${argument} must be an integer between 0 and 2147483647`,
      argument,
      String(asked),
    );
  return Math.min(asked ?? LIST_MAX, LIST_MAX);
}
