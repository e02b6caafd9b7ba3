import type { PutPermissionCommandInput } from "@aws-sdk/client-eventbridge";
import type { EventBus } from "./bus.ts";
import { validation } from "./errors.ts";
import { MAX_POLICY_BYTES } from "./limits.ts";

/** The statement that PutPermission makes of its members (recorded). */
export function permissionStatement(input: PutPermissionCommandInput, bus: EventBus): Record<string, unknown> {
  const { Principal: principal = "*", Condition } = input;
  return {
    Sid: input.StatementId,
    Effect: "Allow",
    Principal: principal === "*" ? "*" : { AWS: `arn:aws:iam::${principal}:root` },
    Action: input.Action ?? "events:PutEvents",
    Resource: bus.arn,
    ...(Condition ? { Condition: { [Condition.Type!]: { [Condition.Key!]: Condition.Value } } } : {}),
  };
}

/** The statements of a whole policy. */
export function readPolicy(text: string): Record<string, unknown>[] {
  if (Buffer.byteLength(text) > MAX_POLICY_BYTES) throw validation("Policy size exceeds the limit.");
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw validation("Policy is not valid JSON.");
  }
  const statements = (document as { Statement?: unknown } | null)?.Statement;
  if (statements === undefined) throw validation("Policy has no statements.");
  return [statements].flat() as Record<string, unknown>[];
}
