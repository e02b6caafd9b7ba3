import { parseArn } from "../../core/arn.ts";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { getPipe } from "./pipe.ts";

export function onTagged(action: string, arn: string | undefined): AccessRequest[] {
  return [{ action: `pipes:${action}`, resource: arn! }];
}

/** The tags of the pipe with that ARN, to read and to change. */
export function tagsOf(arn: string, context: OperationContext): Map<string, string> {
  return getPipe(parseArn(arn)?.resource.replace(/^pipe\//, "") ?? arn, context).tags;
}
