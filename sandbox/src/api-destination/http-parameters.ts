import type { ConnectionHttpParameters } from "@aws-sdk/client-eventbridge";

/** What a target or a connection adds to a request. */
export interface HttpParameters {
  /** For the asterisks in the path of the endpoint, in order. */
  path?: readonly string[];
  headers?: Record<string, string>;
  query?: Record<string, string>;
  body?: Record<string, string>;
}

export function parametersOf(parameters: ConnectionHttpParameters | undefined): HttpParameters {
  const { HeaderParameters, QueryStringParameters, BodyParameters } = parameters ?? {};
  const map = (list: { Key?: string | undefined; Value?: string | undefined }[] | undefined) =>
    Object.fromEntries((list ?? []).map(({ Key, Value }) => [Key!, Value ?? ""]));
  return { headers: map(HeaderParameters), query: map(QueryStringParameters), body: map(BodyParameters) };
}

/** The endpoint with its asterisks and its query filled in. */
export function urlOf(endpoint: string, { path = [], query = {} }: HttpParameters): URL {
  const values = [...path];
  const url = new URL(endpoint.replaceAll("*", (asterisk) => encodeURIComponent(values.shift() ?? asterisk)));
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}
