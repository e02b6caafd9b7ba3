import { parseArn } from "../../core/arn.ts";
import { NotEmulated } from "../../core/errors.ts";
import type { OperationContext } from "../../core/service.ts";
import { invalidParameter, validationError } from "./errors.ts";
import type { LambdaFunction } from "./function.ts";
import { MAX_TAGS } from "./limits.ts";
import { getFunction, parseReference } from "./reference.ts";

/** Recorded on AWS. */
const RESOURCE =
  "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)";

export function checkTags(tags: Record<string, string>): void {
  if (Object.keys(tags).length > MAX_TAGS) throw invalidParameter("Number of tags exceeds resource tag limit.");
}

/** The function whose tags an ARN stands for. Versions and aliases have none. */
export function taggedFunction(arn: string, context: OperationContext): LambdaFunction {
  if (!new RegExp(`^(${RESOURCE})$`).test(arn))
    throw validationError(arn, "resource", `Member must satisfy regular expression pattern: ${RESOURCE}`);
  const kind = parseArn(arn)!.resource.split(":")[0]!;
  if (kind !== "function") throw new NotEmulated(`tags of lambda resources of the type ${kind}`);
  const reference = parseReference(arn, undefined, context);
  if (reference.qualifier !== undefined)
    throw invalidParameter("Tags on function aliases and versions are not supported. Please specify a function ARN.");
  return getFunction(reference, context);
}
