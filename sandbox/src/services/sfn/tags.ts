import type { Tag } from "@aws-sdk/client-sfn";
import type { OperationContext } from "../../core/service.ts";
import { activities } from "./activity.ts";
import { resourceOf } from "./arns.ts";
import { resourceNotFound, tooManyTags, validation } from "./errors.ts";
import { MAX_TAGS } from "./limits.ts";
import { stateMachines } from "./state-machine.ts";

/** Adds to `tags`, and returns it. */
export function mergeTags(tags: Map<string, string>, more: Tag[]): Map<string, string> {
  for (const { key } of more)
    if (/^aws:/i.test(key ?? "")) throw validation("Tag keys cannot begin with the reserved prefix aws:");
  if (new Set([...tags.keys(), ...more.map(({ key }) => key!)]).size > MAX_TAGS) throw tooManyTags();
  for (const { key, value } of more) tags.set(key!, value ?? "");
  return tags;
}

/** The tags of a state machine or an activity; versions and aliases have none. */
export function taggedResource(arn: string, context: OperationContext): Map<string, string> {
  resourceOf(arn);
  const found = context.state(stateMachines).get(arn) ?? context.state(activities).get(arn);
  if (!found) throw resourceNotFound(arn);
  return found.tags;
}
