import type { MessageAttributeValue } from "@aws-sdk/client-sns";
import { matchesEvent } from "../../../event-pattern/event-pattern.ts";
import type { Message } from "../message.ts";
import type { Subscription } from "../subscription.ts";

/** Whether the filter policy of a subscription lets a message through. https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html (2026-11) */
export function isWanted({ filter, attributes }: Subscription, message: Message): boolean {
  if (!filter) return true;
  if (attributes.get("FilterPolicyScope") !== "MessageBody") return matchesEvent(filter, attributeValues(message));
  try {
    const body: unknown = JSON.parse(message.body);
    return body !== null && typeof body === "object" && matchesEvent(filter, body);
  } catch {
    return false;
  }
}

/** Texts, numbers, and the elements of a String.Array; bytes are never matched. */
function attributeValues({ attributes }: Message): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      const read = valueOf(value);
      return read === undefined ? [] : [[name, read]];
    }),
  );
}

function valueOf({ DataType = "", StringValue = "" }: MessageAttributeValue): unknown {
  if (DataType === "String.Array") {
    try {
      return JSON.parse(StringValue) as unknown;
    } catch {
      return StringValue;
    }
  }
  if (DataType.startsWith("Number")) return Number(StringValue);
  return DataType.startsWith("String") ? StringValue : undefined;
}
