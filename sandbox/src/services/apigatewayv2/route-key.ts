import { badRequest } from "./errors.ts";

export const DEFAULT_ROUTE = "$default";

export interface RouteKey {
  method: string;
  segments: string[];
  /** The last segment is {name+}. */
  isGreedy: boolean;
}

const METHODS = "ANY|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS";

/** "GET /notes/{id}" in its parts; undefined for $default. Keys that AWS refuses throw. */
export function parseRouteKey(key: string): RouteKey | undefined {
  if (key === DEFAULT_ROUTE) return undefined;
  const [, method, path] = new RegExp(`^(${METHODS}) (/.*)$`).exec(key) ?? [];
  if (!method || !path)
    throw badRequest(
      'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
    );
  const segments = splitPath(path);
  segments.forEach((segment, index) => {
    if (!segment.includes("{") && !segment.includes("}")) return;
    const [, , plus] = /^\{([\w.-]+)(\+?)\}$/.exec(segment) ?? [];
    if (plus === undefined) throw badRequest(`The path variable ${segment} of the route key ${key} is not valid`);
    if (plus && index < segments.length - 1)
      throw badRequest(`The greedy path variable ${segment} must be at the end of the route key ${key}`);
  });
  return { method, segments, isGreedy: segments.at(-1)?.endsWith("+}") ?? false };
}

/** "/a/b" and "/a/b/" are not the same path: the second ends in an empty segment. */
export function splitPath(path: string): string[] {
  return path.slice(1).split("/");
}
