import { parseArn } from "../../core/arn.ts";
import type { OperationContext } from "../../core/service.ts";
import type { Queue } from "./queue.ts";
import { queues } from "./queues.ts";
import { redriveOf } from "./attribute-values.ts";

/** The queues whose dead letters a queue takes. */
export function sourcesOf({ arn }: Queue, context: OperationContext): Queue[] {
  const { account, region } = parseArn(arn)!;
  const { byName } = context.allState.get(queues, account, region);
  return [...byName.values()].filter(({ attributes }) => redriveOf(attributes)?.deadLetterTargetArn === arn);
}
