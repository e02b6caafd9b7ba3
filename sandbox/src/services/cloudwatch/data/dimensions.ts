import type { Dimension } from "@aws-sdk/client-cloudwatch";
import { invalidParameter } from "../errors.ts";
import { MAX_DIMENSIONS } from "../limits.ts";

/** Checked: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html (2026-11-21) */
export function dimensionsOf(dimensions: readonly Dimension[] | undefined, path: string): Record<string, string> {
  if ((dimensions?.length ?? 0) > MAX_DIMENSIONS)
    throw invalidParameter(`The collection ${path} must not have a size greater than ${MAX_DIMENSIONS}.`);
  const found: Record<string, string> = {};
  for (const [index, { Name = "", Value = "" }] of (dimensions ?? []).entries()) {
    const here = `${path}.member.${index + 1}`;
    if (!isText(Name, 255) || Name.startsWith(":"))
      throw invalidParameter(
        `The parameter ${here}.Name must be between 1 and 255 ASCII characters, not blank, and not begin with a colon.`,
      );
    if (!isText(Value, 1024))
      throw invalidParameter(`The parameter ${here}.Value must be between 1 and 1024 ASCII characters, and not blank.`);
    if (Name in found) throw invalidParameter(`The parameter ${path} must not name the dimension ${Name} twice.`);
    found[Name] = Value;
  }
  return found;
}

export function describeDimensions(dimensions: Readonly<Record<string, string>>): Dimension[] {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}

function isText(text: string, most: number): boolean {
  return text.trim() !== "" && text.length <= most && /^[\x20-\x7E]*$/.test(text);
}
