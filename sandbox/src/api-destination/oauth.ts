import type { OperationContext } from "../core/service.ts";
import { reach, send } from "../execute-api/backend.ts";
import type { Connection, Token } from "./connection.ts";
import { HttpFailure } from "./http-failure.ts";
import { parametersOf, urlOf } from "./http-parameters.ts";
import { OAUTH_TIMEOUT_MS, TOKEN_MS } from "./limits.ts";

/**
 * Asks the authorization server for a token: client id and secret travel in the body of the form, with the parameters of the connection;
 * grant_type is one of those that users set (their reports; AWS does not document the request). Throws an HttpFailure.
 */
async function requestToken({ auth }: Connection, context: OperationContext): Promise<Token> {
  const { ClientParameters, AuthorizationEndpoint, HttpMethod, OAuthHttpParameters } = auth!.OAuthParameters!;
  const { headers, query, body } = parametersOf(OAuthHttpParameters);
  const form = { client_id: ClientParameters!.ClientID!, client_secret: ClientParameters!.ClientSecret!, ...body };
  const isGet = HttpMethod === "GET";
  const url = urlOf(AuthorizationEndpoint!, { query: { ...query, ...(isGet ? form : {}) } });
  const answer = await send(
    {
      url: reach(url, context.endpoint),
      method: HttpMethod!,
      headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers, Host: url.host },
      body: Buffer.from(isGet ? "" : new URLSearchParams(form).toString()),
    },
    OAUTH_TIMEOUT_MS,
  );
  const { access_token: token, token_type: type = "Bearer", expires_in: seconds } = parse(answer.body.toString());
  if (answer.status !== 200 || typeof token !== "string")
    throw new HttpFailure(`The authorization endpoint answered with HTTP status ${answer.status}.`, {
      status: answer.status,
      isRetriable: answer.status >= 500 || answer.status === 429,
    });
  const lifetime = Number(seconds) > 0 ? Number(seconds) * 1000 : TOKEN_MS;
  // "bearer" is what many servers say, and few understand.
  const scheme = /^bearer$/i.test(String(type)) ? "Bearer" : String(type);
  return { header: `${scheme} ${token}`, expiresAt: context.clock.now() + lifetime };
}

/** Gets a token for a connection and says in its state how that went. */
export async function authorizeConnection(connection: Connection, context: OperationContext): Promise<void> {
  const { auth } = connection;
  try {
    const token = await requestToken(connection, context);
    if (connection.auth !== auth) return;
    connection.token = token;
    connection.state = "AUTHORIZED";
    connection.authorizedAt = context.clock.now();
    connection.stateReason = undefined;
  } catch (error) {
    if (connection.auth !== auth) return;
    connection.token = undefined;
    connection.state = "DEAUTHORIZED";
    connection.stateReason = `Failed to authorize the connection: ${(error as Error).message}`;
  }
}

/** The token of an authorized connection, a new one when it has expired. */
export async function tokenOf(connection: Connection, context: OperationContext): Promise<string> {
  if (!connection.token || connection.token.expiresAt <= context.clock.now())
    connection.token = await requestToken(connection, context);
  return connection.token.header;
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
