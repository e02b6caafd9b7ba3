import type { InputTransformer, Target } from "@aws-sdk/client-eventbridge";
import { JSONPath } from "jsonpath-plus";
import type { BusEvent } from "./event.ts";

/** What the reserved variables of an input transformer stand for. */
interface Delivery {
  event: BusEvent;
  rule: { name: string; arn: string };
  /** When EventBridge got the event, as events write times. */
  ingestedAt: string;
}

const PLACEHOLDER = /<([^<>]+)>/g;
const RESERVED = "aws.events.";

/**
 * The text that a target gets: the event, a part of it, a fixed text, or a template with parts of it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html (2026-11) and recordings.
 */
export function inputFor(target: Target, delivery: Delivery): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputTransformer) return transform(target.InputTransformer, delivery);
  if (target.InputPath === undefined) return JSON.stringify(delivery.event);
  // A path that finds nothing: AWS does not say; an absent part is written null.
  return JSON.stringify(select(target.InputPath, delivery.event) ?? null);
}

/** Placeholders of a template that neither the transformer nor EventBridge knows. */
export function unknownPlaceholder({ InputPathsMap, InputTemplate }: InputTransformer): string | undefined {
  const names = [...InputTemplate!.matchAll(PLACEHOLDER)].map(([, name]) => name!);
  return names.find((name) => !name.startsWith(RESERVED) && !Object.hasOwn(InputPathsMap ?? {}, name));
}

function transform({ InputPathsMap, InputTemplate: template = "" }: InputTransformer, delivery: Delivery): string {
  const valueOf = (name: string): unknown =>
    name.startsWith(RESERVED) ? reserved(name, delivery) : select(InputPathsMap![name]!, delivery.event);
  return template.replaceAll(PLACEHOLDER, (_, name: string, at: number) => {
    const value = valueOf(name);
    if (isInString(template, at)) return inString(value);
    return JSON.stringify(value ?? "");
  });
}

/** Within a string of the template values stand without their quotes (recorded). */
function inString(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value).replaceAll('"', "");
}

function isInString(template: string, at: number): boolean {
  let inside = false;
  for (let index = 0; index < at; index++) {
    if (template[index] === "\\") index++;
    else if (template[index] === '"') inside = !inside;
  }
  return inside;
}

function reserved(name: string, { event, rule, ingestedAt }: Delivery): unknown {
  switch (name.slice(RESERVED.length)) {
    case "rule-arn":
      return rule.arn;
    case "rule-name":
      return rule.name;
    case "event.ingestion-time":
      return ingestedAt;
    case "event.json":
      return event;
    case "event": {
      // Without detail, and with a name of its own for detail-type (recorded).
      const { id, account, time, source, region, resources, version, "detail-type": detailType } = event;
      return { id, account, detailType, time, source, region, resources, version };
    }
    default:
      return undefined;
  }
}

function select(path: string, event: BusEvent): unknown {
  return JSONPath({ path, json: event, wrap: false, eval: false });
}
