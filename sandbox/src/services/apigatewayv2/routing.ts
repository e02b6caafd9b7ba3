import { decode } from "../../execute-api/request.ts";
import type { Route } from "./api.ts";
import { parseRouteKey, splitPath, type RouteKey } from "./route-key.ts";

export interface Match {
  route: Route;
  /** Decoded path variables. */
  parameters: Record<string, string>;
}

/**
 * The route of a request, the most specific first: a full match of path and method, then a greedy path variable, then $default.
 * Among full matches a literal segment goes before a variable; a method goes before ANY.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html, "Routing API requests" (2026-11)
 */
export function selectRoute(routes: Iterable<Route>, method: string, path: string): Match | undefined {
  const segments = splitPath(path);
  let best: { match: Match; rank: string } | undefined;
  for (const route of routes) {
    const key = parseRouteKey(route.key);
    const parameters = key ? matchPath(key, method, segments) : {};
    if (!parameters) continue;
    const rank = key ? rankOf(key) : "z";
    if (!best || rank < best.rank) best = { match: { route, parameters }, rank };
  }
  return best?.match;
}

function matchPath(key: RouteKey, method: string, segments: string[]): Record<string, string> | undefined {
  if (key.method !== "ANY" && key.method !== method) return undefined;
  const { length } = key.segments;
  if (key.isGreedy ? segments.length < length : segments.length !== length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, pattern] of key.segments.entries()) {
    const isLast = index === length - 1;
    const value = key.isGreedy && isLast ? segments.slice(index).join("/") : segments[index]!;
    const name = /^\{(.+?)\+?\}$/.exec(pattern)?.[1];
    if (name === undefined ? pattern !== decode(value) : value === "") return undefined;
    if (name !== undefined) parameters[name] = decode(value);
  }
  return parameters;
}

/** Sorts before what is less specific: without greed, segment by segment literal (a) before variable (b) before greedy (c), a method before ANY. */
function rankOf(key: RouteKey): string {
  const kinds = key.segments.map((segment) => (segment.endsWith("+}") ? "c" : segment.startsWith("{") ? "b" : "a"));
  return `${key.isGreedy ? 1 : 0}${kinds.join("")}${key.method === "ANY" ? 1 : 0}`;
}
