import type { OperationContext } from "../../core/service.ts";
import { parseArn } from "../../core/arn.ts";
import { invalidValue, invalidAttributeValue } from "./errors.ts";
import { MAX_RECEIVE_COUNT, MAX_REDRIVE_SOURCES } from "./limits.ts";
import type { Queue } from "./queue.ts";
import { queueByArn } from "./queues.ts";

interface RedriveAllowPolicy {
  redrivePermission: "allowAll" | "denyAll" | "byQueue";
  sourceQueueArns?: string[];
}

/** Messages as AWS's clients report them. */
export function checkRedrivePolicy(
  text: string,
  source: { arn: string; isFifo: boolean },
  context: OperationContext,
): void {
  const refuse = (reason: string) => invalidValue(text, "RedrivePolicy", reason);
  const policy = jsonMap(text);
  if (!policy) throw refuse("Redrive policy is not a valid JSON map.");
  const { deadLetterTargetArn: target, maxReceiveCount: most } = policy;
  for (const name of ["maxReceiveCount", "deadLetterTargetArn"])
    if (policy[name] === undefined) throw refuse(`Redrive policy does not contain mandatory attribute: ${name}.`);
  const count = Number(most);
  if (!Number.isInteger(count) || count < 1 || count > MAX_RECEIVE_COUNT)
    throw refuse(
      `Invalid value for maxReceiveCount: ${most}, valid values are from 1 to ${MAX_RECEIVE_COUNT} both inclusive.`,
    );
  const arn = parseArn(String(target));
  if (arn?.service !== "sqs" || !arn.resource) throw refuse("Invalid value for deadLetterTargetArn.");
  const dead = queueByArn(String(target), context);
  if (!dead || arn.account !== context.account || arn.region !== context.region)
    throw refuse("Dead letter target does not exist.");
  if (dead.isFifo !== source.isFifo) throw refuse("Dead-letter queue must be same type of queue as the source.");
  if (!permitsSource(dead, source.arn))
    throw refuse("Queue is not allowed by the RedriveAllowPolicy of the dead-letter queue.");
}

export function checkRedriveAllowPolicy(text: string): void {
  const policy = jsonMap(text) as Partial<RedriveAllowPolicy> | undefined;
  const { redrivePermission, sourceQueueArns } = policy ?? {};
  const refuse = (reason: string) => invalidAttributeValue("RedriveAllowPolicy", reason);
  if (!policy) throw refuse("Amazon SQS can't create the redrive allow policy, as it's in an unsupported format.");
  if (!["allowAll", "denyAll", "byQueue"].includes(redrivePermission ?? ""))
    throw refuse(
      "Amazon SQS can't create the redrive allow policy. The redrivePermission must be one of allowAll, denyAll, byQueue.",
    );
  if (redrivePermission === "byQueue") {
    if (!Array.isArray(sourceQueueArns) || !sourceQueueArns.length || sourceQueueArns.length > MAX_REDRIVE_SOURCES)
      throw refuse(
        `Amazon SQS can't create the redrive allow policy. When you specify the byQueue permission type, you must also specify one to ${MAX_REDRIVE_SOURCES} source queue ARNs.`,
      );
  } else if (sourceQueueArns !== undefined)
    throw refuse(
      `Amazon SQS can't create the redrive allow policy. sourceQueueArns can be used only with the byQueue permission type.`,
    );
}

function permitsSource(dead: Queue, sourceArn: string): boolean {
  const text = dead.attributes.get("RedriveAllowPolicy");
  if (!text) return true;
  const { redrivePermission, sourceQueueArns = [] } = JSON.parse(text) as RedriveAllowPolicy;
  return redrivePermission === "allowAll" || (redrivePermission === "byQueue" && sourceQueueArns.includes(sourceArn));
}

function jsonMap(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
