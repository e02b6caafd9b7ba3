import type { ParameterStringFilter } from "@aws-sdk/client-ssm";
import { AwsError, NotEmulated } from "../../core/errors.ts";
import { currentVersion, type Parameter } from "./parameter.ts";

/** Whether a parameter passes every filter. `operation` names the request in refusals. */
export function matchesFilters(
  parameter: Parameter,
  filters: ParameterStringFilter[] | undefined,
  operation: string,
): boolean {
  return (filters ?? []).every((filter) => matches(parameter, filter, operation));
}

function matches(parameter: Parameter, filter: ParameterStringFilter, operation: string): boolean {
  const key = filter.Key ?? "";
  const values = filter.Values ?? [];
  if (key === "Path") return matchesPath(parameter.name, filter.Option ?? "OneLevel", values);
  const option = filter.Option ?? "Equals";
  if (!["Equals", "BeginsWith", "Contains"].includes(option) || (option === "Contains" && key !== "Name"))
    throw new AwsError(
      "InvalidFilterOption",
      `The following filter option is not valid: ${option}. Valid options include: [BeginsWith, Equals].`,
    );
  return subjects(parameter, key, operation).some(
    (subject) =>
      !values.length ||
      values.some((value) => {
        if (option === "BeginsWith") return subject.startsWith(value);
        return option === "Contains" ? subject.includes(value) : subject === value;
      }),
  );
}

/** What a filter compares: one value for most keys, several for labels. */
function subjects(parameter: Parameter, key: string, operation: string): string[] {
  const current = currentVersion(parameter);
  if (key.startsWith("tag:")) return [parameter.tags.get(key.slice(4))].filter((value) => value !== undefined);
  switch (key) {
    case "Name":
      return [parameter.name, parameter.name.replace(/^\//, "")];
    case "Type":
      return [current.type];
    case "Tier":
      return [current.tier];
    case "DataType":
      return ["text"];
    case "KeyId":
      return current.keyId ? [current.keyId] : [];
    case "Label":
      return [...current.labels];
    default:
      throw new NotEmulated(`ssm ${operation} ParameterFilters with the key ${key}`);
  }
}

function matchesPath(name: string, option: string, values: string[]): boolean {
  return values.some((value) => {
    const prefix = value.endsWith("/") ? value : `${value}/`;
    if (!name.startsWith(prefix)) return false;
    return option === "Recursive" || !name.slice(prefix.length).includes("/");
  });
}
