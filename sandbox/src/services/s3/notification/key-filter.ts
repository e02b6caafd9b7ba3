import type { NotificationConfigurationFilter } from "@aws-sdk/client-s3";
import * as errors from "../errors.ts";
import { KEY_BYTES } from "../limits.ts";

/** A filter as it is kept; S3 returns the names capitalised. */
export function readFilter(
  filter: NotificationConfigurationFilter | undefined,
): NotificationConfigurationFilter | undefined {
  if (!filter) return undefined;
  const FilterRules = filter.Key?.FilterRules ?? [];
  const seen = new Set<string>();
  return {
    Key: {
      FilterRules: FilterRules.map(({ Name, Value }) => {
        if (Name === undefined || Value === undefined) throw errors.malformedXml();
        const name = Name.toLowerCase();
        if (name !== "prefix" && name !== "suffix")
          throw errors.invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", Name);
        if (seen.has(name))
          throw errors.invalidArgument(`Cannot specify more than one ${name} rule in a filter.`, "FilterRule", name);
        seen.add(name);
        if (Buffer.byteLength(Value) > KEY_BYTES)
          throw errors.invalidArgument(
            `Size of filter rule value cannot exceed ${KEY_BYTES} bytes in UTF-8 representation`,
            "FilterRule.Value",
            Value,
          );
        return { Name: (name === "prefix" ? "Prefix" : "Suffix") as "prefix", Value };
      }),
    },
  };
}

function ruleOf(filter: NotificationConfigurationFilter | undefined, name: "Prefix" | "Suffix"): string {
  return filter?.Key?.FilterRules?.find((rule) => (rule.Name as string) === name)?.Value ?? "";
}

export function matchesKey(filter: NotificationConfigurationFilter | undefined, key: string): boolean {
  return key.startsWith(ruleOf(filter, "Prefix")) && key.endsWith(ruleOf(filter, "Suffix"));
}

/** Whether some key could match both. */
export function overlap(
  one: NotificationConfigurationFilter | undefined,
  other: NotificationConfigurationFilter | undefined,
): boolean {
  const [prefix, otherPrefix] = [ruleOf(one, "Prefix"), ruleOf(other, "Prefix")];
  const [suffix, otherSuffix] = [ruleOf(one, "Suffix"), ruleOf(other, "Suffix")];
  return (
    (prefix.startsWith(otherPrefix) || otherPrefix.startsWith(prefix)) &&
    (suffix.endsWith(otherSuffix) || otherSuffix.endsWith(suffix))
  );
}

export function isFilterEmpty(filter: NotificationConfigurationFilter | undefined): boolean {
  return !filter?.Key?.FilterRules?.length;
}
