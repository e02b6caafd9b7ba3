import type { CreateConnectionCommandInput, CreateConnectionCommandOutput } from "@aws-sdk/client-eventbridge";
import { connections, type Connection } from "../../../api-destination/connection.ts";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { checkConnection, newConnection, readAuth, startAuthorization } from "../api-destination/connections.ts";
import { connectionExists, limitExceeded } from "../errors.ts";
import { MAX_CONNECTIONS } from "../limits.ts";

export const createConnection = operation<CreateConnectionCommandInput, CreateConnectionCommandOutput>({
  accepts: ["Name", "Description", "AuthorizationType", "AuthParameters"],
  access: (input, context) => [onThing("CreateConnection", "connection", input.Name, context)],
  run(input, context) {
    const name = input.Name!;
    const type = input.AuthorizationType!;
    checkConnection(name, type);
    const all = context.state(connections);
    if (all.has(name)) throw connectionExists(name);
    if (all.size >= MAX_CONNECTIONS) throw limitExceeded();
    const now = context.clock.now();
    const connection: Connection = {
      ...newConnection(name, context),
      description: input.Description,
      type,
      auth: readAuth(type, input.AuthParameters!),
      state: "AUTHORIZING",
      stateReason: undefined,
      createdAt: now,
      modifiedAt: now,
      authorizedAt: undefined,
      token: undefined,
    };
    all.set(name, connection);
    startAuthorization(connection, context);
    return {
      ConnectionArn: connection.arn,
      ConnectionState: connection.state,
      CreationTime: new Date(now),
      LastModifiedTime: new Date(now),
    };
  },
});
