import { JSONPath } from "jsonpath-plus";

const PLACEHOLDER = /<([^<>]+)>/g;

/**
 * A template of EventBridge, of a rule or a pipe, with its placeholders filled in: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html,
 * eb-pipes-input-transformation.html (2026-11) and recordings.
 */
export function renderTemplate(template: string, valueOf: (name: string) => unknown): string {
  return template.replaceAll(PLACEHOLDER, (_, name: string, at: number) => {
    const value = valueOf(name);
    if (isInString(template, at)) return textOf(value);
    return JSON.stringify(value ?? "");
  });
}

export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(PLACEHOLDER)].map(([, name]) => name!);
}

/** Within a string values stand without their quotes (recorded). */
export function textOf(value: unknown): string {
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

/** What a JSON path finds in an event; undefined for nothing. */
export function select(path: string, event: object): unknown {
  return JSONPath({ path, json: event, wrap: false, eval: false });
}
