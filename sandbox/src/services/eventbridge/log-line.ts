import type { Target } from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../core/errors.ts";
import { isObject } from "../../core/json.ts";
import type { BusEvent } from "./event.ts";

/**
 * A log group gets the event, at the event's time; or what a target makes of it, an object of timestamp and message:
 * https://repost.aws/knowledge-center/cloudwatch-log-group-eventbridge (2026-11-21), and what CDK's LogGroupTargetInput writes.
 */
export function logLine(target: Target, input: string, event: BusEvent): { input: string; log: { timestamp: number } } {
  if (target.Input === undefined && !target.InputTransformer)
    return { input, log: { timestamp: Date.parse(event.time) } };
  const { timestamp, message } = parse(input);
  const at = typeof timestamp === "number" ? timestamp : Date.parse(String(timestamp));
  if (message === undefined || Number.isNaN(at))
    throw new AwsError(
      "InvalidParameterException",
      "The input of a log group must be an object of a timestamp and a message.",
      { status: 400 },
    );
  return { input: typeof message === "string" ? message : JSON.stringify(message), log: { timestamp: at } };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
