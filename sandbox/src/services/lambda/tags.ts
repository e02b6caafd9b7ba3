import { parseArn } from "../../core/arn.ts";
import { NotEmulated } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { invalidParameter, resourceNotFound, validationError } from "./errors.ts";
import { mappings } from "./event-sources/mapping.ts";
import { MAX_TAGS } from "./limits.ts";
import { getFunction, parseReference } from "./reference.ts";

/** Recorded on AWS. */
const RESOURCE =
  "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)";

export function checkTags(tags: Record<string, string>): void {
  if (Object.keys(tags).length > MAX_TAGS) throw invalidParameter("Number of tags exceeds resource tag limit.");
}

/** What an ARN stands for whose tags can be changed: a function or an event source mapping. Versions and aliases have none. */
export function tagged(arn: string, context: OperationContext): { tags: Record<string, string> } {
  if (!new RegExp(`^(${RESOURCE})$`).test(arn))
    throw validationError(arn, "resource", `Member must satisfy regular expression pattern: ${RESOURCE}`);
  const [kind, id] = parseArn(arn)!.resource.split(":") as [string, string];
  if (kind === "event-source-mapping") {
    const mapping = context.state(mappings).get(id);
    if (!mapping) throw resourceNotFound(`Event source mapping not found: ${arn}`);
    return mapping;
  }
  if (kind === "capacity-provider") throw resourceNotFound(`Capacity provider not found: ${arn}`);
  if (kind !== "function") throw new NotEmulated(`tags of lambda resources of the type ${kind}`);
  const reference = parseReference(arn, undefined, context);
  if (reference.qualifier !== undefined)
    throw invalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  return getFunction(reference, context);
}
