import type { PipeTargetHttpParameters } from "@aws-sdk/client-pipes";
import type { HttpParameters } from "../../api-destination/http-parameters.ts";
import { dynamic, type Variables } from "./template.ts";

/** For an API destination; values may be paths into the event. */
export function httpParametersFor(given: PipeTargetHttpParameters = {}, variables: Variables): HttpParameters {
  const map = (values: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, dynamic(value, variables)]));
  return {
    path: (given.PathParameterValues ?? []).map((value) => dynamic(value, variables)),
    headers: map(given.HeaderParameters),
    query: map(given.QueryStringParameters),
  };
}
