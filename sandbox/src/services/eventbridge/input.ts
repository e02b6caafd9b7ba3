import type { HttpParameters as GivenParameters, InputTransformer, Target } from "@aws-sdk/client-eventbridge";
import type { HttpParameters } from "../../api-destination/http-parameters.ts";
import { placeholdersOf, renderTemplate, select, textOf } from "../../input-template/input-template.ts";
import type { BusEvent } from "./event.ts";

/** What the reserved variables of an input transformer stand for. */
interface Delivery {
  event: BusEvent;
  rule: { name: string; arn: string };
  /** When EventBridge got the event, as events write times. */
  ingestedAt: string;
}

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

/** Values that are paths are taken from the event: .../eventbridge/latest/APIReference/API_HttpParameters.html (2026-11-21). */
export function httpParametersFor(given: GivenParameters, event: BusEvent): HttpParameters {
  const valueOf = (text: string): string => (/^\$[.[]/.test(text) ? textOf(select(text, event)) : text);
  const map = (values: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueOf(value)]));
  return {
    path: (given.PathParameterValues ?? []).map(valueOf),
    headers: map(given.HeaderParameters),
    query: map(given.QueryStringParameters),
  };
}

/** Placeholders of a template that neither the transformer nor EventBridge knows. */
export function unknownPlaceholder({ InputPathsMap, InputTemplate }: InputTransformer): string | undefined {
  const names = placeholdersOf(InputTemplate!);
  return names.find((name) => !name.startsWith(RESERVED) && !Object.hasOwn(InputPathsMap ?? {}, name));
}

function transform({ InputPathsMap, InputTemplate: template = "" }: InputTransformer, delivery: Delivery): string {
  const valueOf = (name: string): unknown =>
    name.startsWith(RESERVED) ? reserved(name, delivery) : select(InputPathsMap![name]!, delivery.event);
  return renderTemplate(template, valueOf);
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
