import type { Tag } from "@aws-sdk/client-ssm";
import { AwsError } from "../../core/errors.ts";
import * as errors from "./errors.ts";
import { TAGS_PER_PARAMETER } from "./limits.ts";
import type { Parameter } from "./parameter.ts";

export function addTags(parameter: Parameter, tags: Tag[]): void {
  for (const { Key } of tags)
    if (/^aws:/i.test(Key ?? "")) throw errors.validation("Tag key can't start with the reserved prefix aws:");
  const merged = new Map([...parameter.tags, ...tags.map((tag) => [tag.Key!, tag.Value ?? ""] as const)]);
  if (merged.size > TAGS_PER_PARAMETER) throw errors.tooManyTags();
  parameter.tags = merged;
}

/** The parameter a tagging request names; the other resource types of Systems Manager do not exist here. */
export function taggedParameter(store: Map<string, Parameter>, id: string | undefined): Parameter {
  const parameter = store.get(id ?? "");
  if (!parameter) throw errors.invalidResourceId();
  return parameter;
}

export function checkResourceType(type: string | undefined): void {
  if (type !== "Parameter")
    throw new AwsError(
      "InvalidResourceType",
      "The resource type isn't valid. For example, if you are attempting to tag an EC2 instance, the instance must be a registered managed node.",
    );
}
