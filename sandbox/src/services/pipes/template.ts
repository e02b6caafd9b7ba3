import { isObject } from "../../core/json.ts";
import { renderTemplate, select, textOf } from "../../input-template/input-template.ts";
import type { Pipe } from "./pipe.ts";

/** What the values of a template and of dynamic parameters are taken from. */
export interface Variables {
  event: unknown;
  pipe: Pick<Pipe, "arn" | "name" | "source" | "settings">;
  /** ISO 8601. */
  ingestedAt: string;
}

/** One event as the template has it: .../eventbridge/latest/userguide/eb-pipes-input-transformation.html (2026-11-21). Without a template it stays JSON. */
export function transform(template: string | undefined, variables: Variables): string {
  if (!template) return typeof variables.event === "string" ? variables.event : JSON.stringify(variables.event);
  return renderTemplate(template, (name) =>
    name.startsWith("aws.pipes.") ? reserved(name.slice("aws.pipes.".length), variables) : found(name, variables),
  );
}

/** A parameter of a target, which may be a path into the event. */
export function dynamic(value: string, variables: Variables): string {
  return /^\$[.[]/.test(value) ? textOf(found(value, variables)) : value;
}

/** A body that holds JSON is read where a path goes into it. */
function found(path: string, { event }: Variables): unknown {
  if (typeof event !== "object" || event === null) return undefined;
  return select(path, /^\$\.body[.[]/.test(path) ? decoded(event) : event);
}

function reserved(name: string, { event, pipe, ingestedAt }: Variables): unknown {
  switch (name) {
    case "pipe-arn":
      return pipe.arn;
    case "pipe-name":
      return pipe.name;
    case "source-arn":
      return pipe.source;
    case "enrichment-arn":
      return pipe.settings.Enrichment;
    case "target-arn":
      return pipe.settings.Target;
    case "event.ingestion-time":
      return ingestedAt;
    case "event":
      return JSON.stringify(event);
    case "event.json":
      return decoded(event);
    default:
      return undefined;
  }
}

function decoded(event: unknown): object {
  if (!isObject(event)) return event as object;
  const { body } = event;
  if (typeof body !== "string") return event;
  try {
    return { ...event, body: JSON.parse(body) as unknown };
  } catch {
    return event;
  }
}
