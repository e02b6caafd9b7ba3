import * as limits from "./limits.ts";

/** By name, as AWS shows them; replaced as a whole when one changes. */
export type QueueAttributes = ReadonlyMap<string, string>;

export type NumberName =
  | "DelaySeconds"
  | "MaximumMessageSize"
  | "MessageRetentionPeriod"
  | "ReceiveMessageWaitTimeSeconds"
  | "VisibilityTimeout"
  | "KmsDataKeyReusePeriodSeconds";

export const NUMBERS: Record<NumberName, { min: number; max: number; preset: number }> = {
  DelaySeconds: { min: 0, max: limits.MAX_DELAY_SECONDS, preset: 0 },
  MaximumMessageSize: {
    min: limits.MIN_MESSAGE_LIMIT_BYTES,
    max: limits.MAX_MESSAGE_BYTES,
    preset: limits.MAX_MESSAGE_BYTES,
  },
  MessageRetentionPeriod: {
    min: limits.MIN_RETENTION_SECONDS,
    max: limits.MAX_RETENTION_SECONDS,
    preset: limits.DEFAULT_RETENTION_SECONDS,
  },
  ReceiveMessageWaitTimeSeconds: { min: 0, max: limits.MAX_WAIT_SECONDS, preset: 0 },
  VisibilityTimeout: { min: 0, max: limits.MAX_VISIBILITY_SECONDS, preset: limits.DEFAULT_VISIBILITY_SECONDS },
  KmsDataKeyReusePeriodSeconds: {
    min: limits.MIN_KEY_REUSE_SECONDS,
    max: limits.MAX_KEY_REUSE_SECONDS,
    preset: limits.DEFAULT_KEY_REUSE_SECONDS,
  },
};

export function numberOf(attributes: QueueAttributes, name: NumberName): number {
  return Number(attributes.get(name) ?? NUMBERS[name].preset);
}

/** Under the AWS managed key, which services may not use. */
export function isUnderKey(attributes: QueueAttributes): boolean {
  return attributes.has("KmsMasterKeyId");
}

interface RedrivePolicy {
  deadLetterTargetArn: string;
  maxReceiveCount: number;
}

const parsed = new WeakMap<QueueAttributes, RedrivePolicy | undefined>();

/** The policy of a queue that has one. */
export function redriveOf(attributes: QueueAttributes): RedrivePolicy | undefined {
  if (!parsed.has(attributes)) {
    const text = attributes.get("RedrivePolicy");
    const policy = text ? (JSON.parse(text) as RedrivePolicy) : undefined;
    parsed.set(attributes, policy && { ...policy, maxReceiveCount: Number(policy.maxReceiveCount) });
  }
  return parsed.get(attributes);
}
