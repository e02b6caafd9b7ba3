import type { UpdateConnectionCommandInput, UpdateConnectionCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { checkConnection, getConnection, readAuth, startAuthorization, times } from "../api-destination/connections.ts";

/** What it leaves out stays; what it says of the authorization is tried at once. */
export const updateConnection = operation<UpdateConnectionCommandInput, UpdateConnectionCommandOutput>({
  accepts: ["Name", "Description", "AuthorizationType", "AuthParameters"],
  access: (input, context) => [onThing("UpdateConnection", "connection", input.Name, context)],
  run(input, context) {
    checkConnection(input.Name!, input.AuthorizationType);
    const connection = getConnection(input.Name!, "update", context);
    const type = input.AuthorizationType ?? connection.type;
    const isAuthorization = input.AuthParameters !== undefined || type !== connection.type;
    if (isAuthorization)
      connection.auth = readAuth(
        type,
        input.AuthParameters ?? {},
        type === connection.type ? (connection.auth ?? {}) : {},
      );
    connection.type = type;
    connection.description = input.Description ?? connection.description;
    connection.modifiedAt = context.clock.now();
    if (isAuthorization) startAuthorization(connection, context);
    return { ConnectionArn: connection.arn, ConnectionState: connection.state, ...times(connection) };
  },
});
