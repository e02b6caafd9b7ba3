import type { HttpRequest, HttpResponse } from "../../core/http.ts";
import type { Exchange } from "./exchange.ts";
import { fillValue } from "./parameters.ts";
import { requestValue, responseValue } from "./selection.ts";

const TARGET = /^(append|overwrite|remove):(header|querystring|path|statuscode)(?:\.(.+))?$/;

/** The request as the integration gets it. Values are those of the client's request, whatever else is mapped. */
export function mapRequest(mappings: Record<string, string>, exchange: Exchange): HttpRequest {
  const { request } = exchange;
  const headers = { ...request.headers };
  const query = new URLSearchParams(request.query);
  let { path } = request;
  for (const [place, source] of Object.entries(mappings)) {
    const [, operation, kind, name] = TARGET.exec(place)!;
    const value = fillValue(source, (expression) => requestValue(expression, exchange));
    if (kind === "path") path = value === undefined ? path : `/${value.replace(/^\/+/, "")}`;
    else if (kind === "header") change(headers, operation!, name!.toLowerCase(), value);
    else if (operation === "remove") query.delete(name!);
    else if (value !== undefined && operation === "overwrite") query.set(name!, value);
    else if (value !== undefined) query.append(name!, value);
  }
  const hasQuery = Object.keys(mappings).some((place) => place.includes(":querystring."));
  return { ...request, path, headers, query, rawQuery: hasQuery ? query.toString() : request.rawQuery };
}

/** The answer as the client gets it, by the mappings for its status. */
export function mapResponse(
  mappings: Record<string, string> | undefined,
  response: HttpResponse & { body: Buffer },
  exchange: Exchange,
): HttpResponse & { body: Buffer } {
  if (!mappings) return response;
  const headers = { ...response.headers };
  let { status } = response;
  for (const [place, source] of Object.entries(mappings)) {
    const [, operation, kind, name] = TARGET.exec(place)!;
    const value = fillValue(source, (expression) => responseValue(expression, response, exchange));
    if (kind === "statuscode") status = Number(value) || status;
    else change(headers, operation!, name!.toLowerCase(), value);
  }
  return { ...response, status, headers };
}

/** Several values of a header are joined with commas. */
function change<T extends string | string[]>(
  headers: Record<string, T | string>,
  operation: string,
  name: string,
  value: string | undefined,
): void {
  if (operation === "remove") delete headers[name];
  else if (value === undefined) return;
  else if (operation === "append" && headers[name] !== undefined) headers[name] = `${String(headers[name])},${value}`;
  else headers[name] = value;
}
