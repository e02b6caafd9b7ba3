import { compileCondition, type Condition } from "./condition.ts";
import { compileAction, compileResource, type Match } from "./pattern.ts";
import { hasVariables, resolveVariables, type ContextKeys } from "./variables.ts";

/** A Principal or NotPrincipal element: "*" is everyone, else names by kind. */
export interface PrincipalElement {
  everyone: boolean;
  aws: string[];
  service: string[];
  federated: string[];
}

export interface Statement {
  sid?: string;
  effect: "Allow" | "Deny";
  principal?: PrincipalElement;
  notPrincipal?: PrincipalElement;
  /** Does the Action or NotAction element cover the action? */
  coversAction: Match;
  /** Does the Resource or NotResource element cover the resource? A statement without either (trust policies) covers all. */
  coversResource: (resource: string, request: { keys: ContextKeys }) => boolean;
  conditions: Condition[];
}

export interface PolicyDocument {
  statements: Statement[];
}

/** Compiled documents by their text, oldest first. Policies in use are few; what stacks that are gone brought along is dropped. */
const compiled = new Map<string, PolicyDocument>();
const KEPT = 500;

/** Compiles a policy document; throws SyntaxError when it is not JSON. What `validate.ts` would refuse matches nothing here. */
export function compilePolicy(text: string): PolicyDocument {
  let document = compiled.get(text);
  if (!document) {
    document = compile(JSON.parse(text));
    compiled.set(text, document);
    if (compiled.size > KEPT) compiled.delete(compiled.keys().next().value!);
  }
  return document;
}

type Json = Record<string, unknown>;

/** IAM reads a single value where a list may stand. */
export function list(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function strings(value: unknown): string[] {
  return list(value).filter((item) => typeof item === "string");
}

function compile(json: Json): PolicyDocument {
  // Policy variables exist since this version; older documents take ${...} as text.
  const variables = json.Version === "2012-10-17";
  return { statements: list(json.Statement).map((statement) => compileStatement(statement as Json, variables)) };
}

function compileStatement(json: Json, variables: boolean): Statement {
  return {
    sid: typeof json.Sid === "string" && json.Sid !== "" ? json.Sid : undefined,
    effect: json.Effect === "Deny" ? "Deny" : "Allow",
    principal: json.Principal === undefined ? undefined : compilePrincipal(json.Principal),
    notPrincipal: json.NotPrincipal === undefined ? undefined : compilePrincipal(json.NotPrincipal),
    coversAction: compileActions(json),
    coversResource: compileResources(json, variables),
    conditions: compileConditions(json.Condition, variables),
  };
}

function compileActions(json: Json): Match {
  const inverted = json.NotAction !== undefined;
  const matches = strings(inverted ? json.NotAction : json.Action).map(compileAction);
  return (action) => matches.some((match) => match(action)) !== inverted;
}

function compileResources(json: Json, variables: boolean): Statement["coversResource"] {
  if (json.Resource === undefined && json.NotResource === undefined) return () => true;
  const inverted = json.NotResource !== undefined;
  const fixed: Match[] = [];
  const open: string[] = [];
  for (const pattern of strings(inverted ? json.NotResource : json.Resource)) {
    if (variables && hasVariables(resourcePart(pattern))) open.push(pattern);
    else fixed.push(compileResource(pattern));
  }
  return (resource, request) => {
    const covered =
      fixed.some((match) => match(resource)) ||
      open.some((pattern) => {
        const part = resourcePart(pattern);
        const resolved = resolveVariables(part, request.keys);
        return (
          resolved !== undefined && compileResource(pattern.slice(0, pattern.length - part.length) + resolved)(resource)
        );
      });
    return covered !== inverted;
  };
}

/**
 * What stands after the fifth colon of an ARN; before it, `${...}` is text.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-resourceelement
 */
function resourcePart(pattern: string): string {
  const [before = ""] = /^(?:(?:\$\{[^}]*\}|[^:])*:){5}/.exec(pattern) ?? [];
  return pattern.slice(before.length);
}

function compilePrincipal(value: unknown): PrincipalElement {
  if (value === "*") return { everyone: true, aws: [], service: [], federated: [] };
  const { AWS, Service, Federated } = value as Json;
  const aws = strings(AWS);
  return {
    everyone: aws.includes("*"),
    aws,
    service: strings(Service),
    federated: strings(Federated),
  };
}

function compileConditions(value: unknown, variables: boolean): Condition[] {
  return Object.entries((value ?? {}) as Record<string, Json>).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileCondition(operator, key, list(values).map(String), variables)),
  );
}
