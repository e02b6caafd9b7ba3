import { randomUUID } from "node:crypto";
import type { AliasConfiguration, AliasRoutingConfiguration } from "@aws-sdk/client-lambda";
import { aliasNotFound, functionNotFound, invalidParameter, validationError } from "./errors.ts";
import { LATEST, type Alias, type LambdaFunction } from "./function.ts";

export function describeAlias(owner: LambdaFunction, alias: Alias): AliasConfiguration {
  return {
    AliasArn: `${owner.arn}:${alias.name}`,
    Name: alias.name,
    FunctionVersion: alias.version,
    Description: alias.description,
    RevisionId: alias.revisionId,
    ...(Object.keys(alias.weights).length ? { RoutingConfig: { AdditionalVersionWeights: alias.weights } } : {}),
  };
}

export function getAlias(owner: LambdaFunction, name: string): Alias {
  const alias = owner.aliases.get(name);
  if (!alias) throw aliasNotFound(`${owner.arn}:${name}`);
  return alias;
}

interface AliasInput {
  name: string;
  version: string;
  description: string;
  routing: AliasRoutingConfiguration | undefined;
}

/** A checked alias: its versions exist, and its routing names at most one other. */
export function createAlias(owner: LambdaFunction, { name, version, description, routing }: AliasInput): Alias {
  if (!/^(?!^[0-9]+$)[a-zA-Z0-9-_]+$/.test(name))
    throw validationError(name, "name", "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)");
  const weights = routing?.AdditionalVersionWeights ?? {};
  checkWeights(weights, version);
  for (const used of [version, ...Object.keys(weights)])
    if (used !== LATEST && !owner.versions.has(used)) throw functionNotFound(`${owner.arn}:${used}`);
  return { name, version, description, weights, revisionId: randomUUID() };
}

function checkWeights(weights: Record<string, number>, version: string): void {
  const shown = `{${Object.entries(weights)
    .map(([key, weight]) => `${key}=${Number.isInteger(weight) ? weight.toFixed(1) : weight}`)
    .join(", ")}}`;
  const member = "routingConfig.additionalVersionWeights";
  if (Object.keys(weights).length > 1)
    throw invalidParameter("Number of items in AdditionalVersionWeights cannot be greater than 1");
  for (const [key, weight] of Object.entries(weights)) {
    if (!/^[0-9]+$/.test(key))
      throw validationError(
        shown,
        member,
        "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]",
      );
    if (weight < 0 || weight > 1)
      throw validationError(
        shown,
        member,
        "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
      );
    if (key === version)
      throw invalidParameter(
        `Invalid function version ${key}. Function version ${key} is already included in routing configuration.`,
      );
  }
  if (Object.keys(weights).length && version === LATEST)
    throw invalidParameter("$LATEST is not supported for an alias pointing to more than 1 version");
}
