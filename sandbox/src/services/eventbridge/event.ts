import { randomUUID } from "node:crypto";
import type { PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";

/** An event as a target gets it, members in AWS's order. */
export interface BusEvent {
  version: "0";
  id: string;
  "detail-type": string;
  source: string;
  account: string;
  time: string;
  region: string;
  "replay-name"?: string;
  resources: string[];
  detail: unknown;
}

export interface Refusal {
  ErrorCode: string;
  ErrorMessage: string;
}

/** The event of an entry of PutEvents, or why there is none: one bad entry does not fail the others (recorded). */
export function eventOf(
  entry: PutEventsRequestEntry,
  { account, region, now, isService }: { account: string; region: string; now: number; isService: boolean },
): BusEvent | Refusal {
  const missing = (["Source", "DetailType", "Detail"] as const).find((member) => !entry[member]);
  if (missing)
    return {
      ErrorCode: "InvalidArgument",
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  if (entry.Source!.startsWith("aws.") && !isService)
    return { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." };
  const detail = parseDetail(entry.Detail!);
  if (detail === undefined) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  return {
    version: "0",
    id: randomUUID(),
    "detail-type": entry.DetailType!,
    source: entry.Source!,
    account,
    time: timeText(entry.Time?.getTime() ?? now),
    region,
    resources: entry.Resources ?? [],
    detail,
  };
}

/** Bytes of an entry as the quota counts them: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html (2026-11). */
export function sizeOf(entry: PutEventsRequestEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return (entry.Time ? 14 : 0) + texts.reduce((bytes, text) => bytes + Buffer.byteLength(text ?? ""), 0);
}

/** Whole seconds, as events carry them. */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}

function parseDetail(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
