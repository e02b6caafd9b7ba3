import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { isName } from "./note.ts";

/** What the routes need of an HTTP API event. */
export interface NoteRequest {
  notebook: string;
  /** Empty on routes without `{id}`. */
  id: string;
  query: Record<string, string | undefined>;
  /** The header If-Match, if it was sent. */
  ifMatch: string | undefined;
  body: string;
}

export type Answer = APIGatewayProxyStructuredResultV2;
type Route = (request: NoteRequest) => Promise<Answer>;

// #region handler
/** A Lambda handler for several routes; the keys are those of the API: "GET /notebooks/{notebook}/notes". */
export function createHandler(routes: Record<string, Route>) {
  return async (event: APIGatewayProxyEventV2): Promise<Answer> => {
    const route: Route | undefined = routes[event.routeKey];
    if (!route) return answer(404, { message: `No such route: ${event.routeKey}` });

    const { notebook = "", id = "" } = event.pathParameters ?? {};
    for (const name of id === "" ? [notebook] : [notebook, id])
      if (!isName(name)) return answer(400, { message: `Not a name: ${name}` });

    return route({
      notebook,
      id,
      query: event.queryStringParameters ?? {},
      ifMatch: event.headers["if-match"], // HTTP APIs send header names in lower case
      body: event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString() : (event.body ?? ""),
    });
  };
}
// #endregion

export function answer(statusCode: number, body?: object, headers: Record<string, string> = {}): Answer {
  if (body === undefined) return { statusCode, headers };
  return { statusCode, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
