import { JSONPath } from "jsonpath-plus";
import { contextValue } from "../../execute-api/context-variables.ts";
import { groupQuery } from "../../execute-api/request.ts";
import type { Exchange } from "./exchange.ts";

/** JSON paths look at no more of a body than this. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html (2026-11) */
const MAX_SELECTED_BYTES = 100 * 1024;

/** What request.*, context.* and stageVariables.* stand for; undefined where the request has no such thing. */
export function requestValue(expression: string, exchange: Exchange): string | undefined {
  const { request, match, path } = exchange;
  const [, kind, name] = /^request\.([a-z]+)(?:\.(.+))?$/.exec(expression) ?? [];
  switch (kind) {
    case "header":
      return request.headers[name!.toLowerCase()];
    case "querystring":
      return groupQuery(request.query).get(name!)?.join(",");
    case "body":
      return bodyValue(request.body, name);
    case "path":
      return name === undefined ? path : match.parameters[name];
    default:
      return otherValue(expression, exchange);
  }
}

/** What response.*, context.* and stageVariables.* stand for. */
export function responseValue(
  expression: string,
  { headers, body }: { headers: Record<string, string | string[]>; body: Buffer },
  exchange: Exchange,
): string | undefined {
  const [, kind, name] = /^response\.([a-z]+)(?:\.(.+))?$/.exec(expression) ?? [];
  switch (kind) {
    case "header": {
      const value = headers[name!.toLowerCase()];
      return value === undefined ? undefined : String(value);
    }
    case "body":
      return bodyValue(body, name);
    default:
      return otherValue(expression, exchange);
  }
}

function otherValue(expression: string, { stage, variables }: Exchange): string | undefined {
  const variable = /^stageVariables\.(.+)$/.exec(expression)?.[1];
  if (variable !== undefined) return stage.variables[variable];
  const value = contextValue(variables, expression.replace(/^context\./, ""));
  return value === undefined || value === null || typeof value === "object" ? undefined : String(value);
}

function bodyValue(body: Buffer, path: string | undefined): string | undefined {
  if (path === undefined) return body.toString();
  try {
    const json = JSON.parse(body.subarray(0, MAX_SELECTED_BYTES).toString()) as object;
    const value: unknown = JSONPath({ path: `$.${path}`, json, wrap: false, eval: false });
    return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
  } catch {
    return undefined;
  }
}
