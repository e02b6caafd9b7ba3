import { parseArn } from "../../core/arn.ts";
import type { OperationContext } from "../../core/service.ts";
import { constraint, streamNotFound } from "./errors.ts";
import { streams, type Stream } from "./stream.ts";

const MIN_ARN = 37;

/** The stream of an ARN: of the caller's account and Region, and not older than what is kept of it. */
export function findStream(arn: string, context: OperationContext): Stream {
  if (arn.length < MIN_ARN)
    throw constraint(arn, "streamArn", `Member must have length greater than or equal to ${MIN_ARN}`);
  const parsed = parseArn(arn);
  const owned = parsed && context.allState.get(streams, parsed.account, parsed.region).get(arn);
  if (!owned || owned.isGone) throw streamNotFound(arn);
  return owned;
}
