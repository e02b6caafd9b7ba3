import type { DeleteConnectionCommandInput, DeleteConnectionCommandOutput } from "@aws-sdk/client-eventbridge";
import { connections } from "../../../api-destination/connection.ts";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { getConnection, times } from "../api-destination/connections.ts";

export const deleteConnection = operation<DeleteConnectionCommandInput, DeleteConnectionCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onThing("DeleteConnection", "connection", input.Name, context)],
  run(input, context) {
    const connection = getConnection(input.Name!, "delete", context);
    context.state(connections).delete(connection.name);
    return { ConnectionArn: connection.arn, ConnectionState: "DELETING", ...times(connection) };
  },
});
