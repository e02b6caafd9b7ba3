import type { Definition, Resource } from "../rest-api.ts";
import { childrenOf, isGreedy, pathOf } from "../resource-tree.ts";
import type { Match } from "./exchange.ts";

/**
 * The resource and method of a request. A literal path part goes before a variable, a variable before a greedy one; the method itself before
 * ANY. The resource is chosen first: where it lacks the method, no other resource is tried.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html (2026-11)
 */
export function route(definition: Definition, method: string, path: string): Match | undefined {
  const root = definition.resources.get(definition.rootResourceId)!;
  // Slashes around the path do not count, those within do: recorded.
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  const found = walk(root, trimmed === "" ? [] : trimmed.split("/"), {}, definition);
  const matched = found && (found.resource.methods.get(method) ?? found.resource.methods.get("ANY"));
  if (!matched) return undefined;
  return { ...found, resourcePath: pathOf(found.resource, definition), method: matched };
}

interface Found {
  resource: Resource;
  pathParameters: Record<string, string>;
}

/** Resources without methods are only branches; a path that ends there is looked for elsewhere. */
function walk(
  node: Resource,
  segments: string[],
  pathParameters: Record<string, string>,
  definition: Definition,
): Found | undefined {
  if (!segments.length) return node.methods.size ? { resource: node, pathParameters } : undefined;
  const children = childrenOf(node.id, definition);
  const [segment, ...rest] = segments as [string, ...string[]];
  const literal = children.find(({ pathPart }) => pathPart === segment);
  const found = literal && walk(literal, rest, pathParameters, definition);
  if (found) return found;
  const variable = children.find(({ pathPart }) => pathPart.startsWith("{"));
  if (!variable) return undefined;
  const name = variable.pathPart.slice(1, -1).replace(/\+$/, "");
  if (isGreedy(variable.pathPart))
    return variable.methods.size
      ? { resource: variable, pathParameters: { ...pathParameters, [name]: segments.join("/") } }
      : undefined;
  return segment === "" ? undefined : walk(variable, rest, { ...pathParameters, [name]: segment }, definition);
}
