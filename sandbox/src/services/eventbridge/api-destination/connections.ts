import { randomUUID } from "node:crypto";
import type {
  Connection as ConnectionEntry,
  ConnectionAuthorizationType,
  ConnectionAuthResponseParameters,
  ConnectionHttpParameters,
  CreateConnectionAuthRequestParameters,
  UpdateConnectionAuthRequestParameters,
} from "@aws-sdk/client-eventbridge";
import { connections, type Connection } from "../../../api-destination/connection.ts";
import { authorizeConnection } from "../../../api-destination/oauth.ts";
import { formatArn } from "../../../core/arn.ts";
import { Constraints } from "../../../core/constraints.ts";
import { NotEmulated } from "../../../core/errors.ts";
import { lowerId } from "../../../core/ids.ts";
import type { OperationContext } from "../../../core/service.ts";
import { connectionNotFound, validation } from "../errors.ts";
import { MAX_NAME } from "../limits.ts";

/** As AWS lists them in its messages (recorded). */
const TYPES = ["BASIC", "OAUTH_CLIENT_CREDENTIALS", "API_KEY"];

const MEMBER_OF = {
  BASIC: "BasicAuthParameters",
  API_KEY: "ApiKeyAuthParameters",
  OAUTH_CLIENT_CREDENTIALS: "OAuthParameters",
} as const;

export function getConnection(name: string, verb: string, context: OperationContext): Connection {
  const connection = context.state(connections).get(name);
  if (!connection) throw connectionNotFound(name, verb);
  return connection;
}

export function checkConnection(name: string, type: string | undefined): void {
  new Constraints()
    .matches("name", name, String.raw`[\.\-_A-Za-z0-9]+`)
    .length("name", name, { min: 1, max: MAX_NAME })
    .oneOf("authorizationType", type, TYPES)
    .check();
}

export function newConnection(name: string, context: OperationContext): Pick<Connection, "name" | "arn" | "secretArn"> {
  const { account, region } = context;
  const id = randomUUID();
  return {
    name,
    arn: formatArn({ service: "events", region, account, resource: `connection/${name}/${id}` }),
    secretArn: formatArn({
      service: "secretsmanager",
      region,
      account,
      resource: `secret:events!connection/${name}/${id}-${lowerId(6)}`,
    }),
  };
}

/** The parameters of the type that is asked for, and no others. */
export function readAuth(
  type: ConnectionAuthorizationType,
  parameters: CreateConnectionAuthRequestParameters | UpdateConnectionAuthRequestParameters,
  before: CreateConnectionAuthRequestParameters = {},
): CreateConnectionAuthRequestParameters {
  if (parameters.ConnectivityParameters)
    throw new NotEmulated("eventbridge connections to private APIs (ConnectivityParameters)");
  const member = MEMBER_OF[type];
  const other = Object.values(MEMBER_OF).find((name) => name !== member && parameters[name] !== undefined);
  if (other) throw validation(`${other} must not be specified for the authorization type ${type}.`);
  if (!parameters[member] && !before[member])
    throw validation(`${member} must be specified for the authorization type ${type}.`);
  const http = parameters.InvocationHttpParameters ?? before.InvocationHttpParameters;
  const { ClientParameters: client } = parameters.OAuthParameters ?? {};
  const read = { ...before[member], ...parameters[member] };
  return structuredClone({
    [member]:
      type === "OAUTH_CLIENT_CREDENTIALS"
        ? { ...read, ClientParameters: { ...before.OAuthParameters?.ClientParameters, ...client } }
        : read,
    ...(http ? { InvocationHttpParameters: http } : {}),
  });
}

/** OAuth asks its server first; the others are authorized by what they say. */
export function startAuthorization(connection: Connection, context: OperationContext): void {
  connection.token = undefined;
  connection.stateReason = undefined;
  connection.authorizedAt = context.clock.now();
  if (connection.type !== "OAUTH_CLIENT_CREDENTIALS") {
    connection.state = "AUTHORIZED";
    return;
  }
  connection.state = "AUTHORIZING";
  context.background(authorizeConnection(connection, context));
}

export function summary(connection: Connection): ConnectionEntry {
  return {
    ConnectionArn: connection.arn,
    Name: connection.name,
    ConnectionState: connection.state,
    ...(connection.stateReason === undefined ? {} : { StateReason: connection.stateReason }),
    AuthorizationType: connection.type,
    ...times(connection),
  };
}

export function times({ createdAt, modifiedAt, authorizedAt }: Connection) {
  return {
    CreationTime: new Date(createdAt),
    LastModifiedTime: new Date(modifiedAt),
    ...(authorizedAt === undefined ? {} : { LastAuthorizedTime: new Date(authorizedAt) }),
  };
}

/** The parameters without their secrets, which nobody can read. */
export function shownAuth({ auth }: Connection): ConnectionAuthResponseParameters | undefined {
  if (!auth) return undefined;
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: key, OAuthParameters: oauth } = auth;
  return {
    ...(basic ? { BasicAuthParameters: { Username: basic.Username } } : {}),
    ...(key ? { ApiKeyAuthParameters: { ApiKeyName: key.ApiKeyName } } : {}),
    ...(oauth
      ? {
          OAuthParameters: {
            AuthorizationEndpoint: oauth.AuthorizationEndpoint,
            ClientParameters: { ClientID: oauth.ClientParameters!.ClientID },
            HttpMethod: oauth.HttpMethod,
            ...(oauth.OAuthHttpParameters ? { OAuthHttpParameters: shownHttp(oauth.OAuthHttpParameters) } : {}),
          },
        }
      : {}),
    ...(auth.InvocationHttpParameters ? { InvocationHttpParameters: shownHttp(auth.InvocationHttpParameters) } : {}),
  };
}

function shownHttp(parameters: ConnectionHttpParameters): ConnectionHttpParameters {
  const { HeaderParameters, QueryStringParameters, BodyParameters } = parameters;
  const shown = <P extends { IsValueSecret?: boolean | undefined; Value?: string | undefined }>(list: P[]): P[] =>
    list.map(({ Value, ...rest }) => (rest.IsValueSecret ? rest : { ...rest, Value }) as P);
  return {
    ...(HeaderParameters ? { HeaderParameters: shown(HeaderParameters) } : {}),
    ...(QueryStringParameters ? { QueryStringParameters: shown(QueryStringParameters) } : {}),
    ...(BodyParameters ? { BodyParameters: shown(BodyParameters) } : {}),
  };
}
