import type {
  DeauthorizeConnectionCommandInput,
  DeauthorizeConnectionCommandOutput,
} from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { getConnection, times } from "../api-destination/connections.ts";

/** Forgets the secrets; an update with new ones authorizes it again. */
export const deauthorizeConnection = operation<DeauthorizeConnectionCommandInput, DeauthorizeConnectionCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onThing("DeauthorizeConnection", "connection", input.Name, context)],
  run(input, context) {
    const connection = getConnection(input.Name!, "deauthorize", context);
    connection.auth = undefined;
    connection.token = undefined;
    connection.state = "DEAUTHORIZED";
    connection.modifiedAt = context.clock.now();
    return { ConnectionArn: connection.arn, ConnectionState: "DEAUTHORIZING", ...times(connection) };
  },
});
