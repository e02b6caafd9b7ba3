import { JSONPath } from "jsonpath-plus";
import { contextValue } from "../../../execute-api/context-variables.ts";
import type { Exchange } from "../execution/exchange.ts";
import type { Headers } from "../execution/exchange.ts";

/** Where request mappings put values. */
export interface IntegrationRequest {
  headers: Headers;
  query: Map<string, string[]>;
  path: Record<string, string>;
  body: Buffer;
}

/**
 * Applies the request parameter mappings (integration.request.* <- method.request.*, constants, $context, stage variables).
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html (2026-11)
 */
export function mapRequest(
  mappings: Record<string, string> | undefined,
  exchange: Exchange,
  target: IntegrationRequest,
): void {
  for (const [place, source] of Object.entries(mappings ?? {})) {
    const values = requestValues(source, exchange);
    if (!values.length) continue;
    const [, kind, name] =
      /^integration\.request\.(header|querystring|path|multivalueheader|multivaluequerystring)\.(.+)$/.exec(place)!;
    if (kind!.endsWith("header")) target.headers.set(name!, ...values);
    else if (kind!.endsWith("querystring")) target.query.set(name!, values);
    else target.path[name!] = values.at(-1)!;
  }
}

/** The values of a mapping's source, none where the request has none. */
export function requestValues(source: string, exchange: Exchange): string[] {
  const { headers, query, match, request } = exchange;
  const [, kind, name] = /^method\.request\.([a-z]+)(?:\.(.+))?$/.exec(source) ?? [];
  switch (kind) {
    case "header":
      return headers.all(name!).slice(-1);
    case "multivalueheader":
      return headers.all(name!);
    case "querystring":
      return query.get(name!)?.slice(-1) ?? [];
    case "multivaluequerystring":
      return query.get(name!) ?? [];
    case "path":
      return match?.pathParameters[name!] === undefined ? [] : [match.pathParameters[name!]!];
    case "body":
      return bodyValue(request.body.toString(), name);
    default:
      return otherValue(source, exchange);
  }
}

function otherValue(source: string, { variables, stage }: Exchange): string[] {
  const constant = /^'(.*)'$/s.exec(source)?.[1];
  if (constant !== undefined) return [constant];
  const variable = /^stageVariables\.(.+)$/.exec(source)?.[1];
  if (variable !== undefined) return stage.variables[variable] === undefined ? [] : [stage.variables[variable]];
  const value = contextValue(variables, source.replace(/^context\./, ""));
  return value === undefined || value === null ? [] : [String(value)];
}

function bodyValue(body: string, path: string | undefined): string[] {
  if (path === undefined) return [body];
  try {
    const value = JSONPath({
      path: `$.${path}`,
      json: JSON.parse(body) as object,
      wrap: false,
      eval: false,
    });
    return value === undefined ? [] : [typeof value === "string" ? value : JSON.stringify(value)];
  } catch {
    return [];
  }
}

/** Headers of an answer from its mappings (method.response.header.* <- integration.response.*, constants, $context, stage variables). */
export function mapResponse(
  mappings: Record<string, string> | undefined,
  answer: { headers: Headers; body: string },
  exchange: Exchange,
): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [place, source] of Object.entries(mappings ?? {})) {
    const [, kind, name] = /^integration\.response\.(header|multivalueheader|body)(?:\.(.+))?$/.exec(source) ?? [];
    const values =
      kind === undefined
        ? otherValue(source, exchange)
        : kind === "body"
          ? bodyValue(answer.body, name)
          : answer.headers.all(name!).slice(kind === "header" ? -1 : 0);
    if (values.length)
      headers[place.replace(/^[a-z]+\.(response\.)?header\./, "")] = values.length > 1 ? values : values[0]!;
  }
  return headers;
}
