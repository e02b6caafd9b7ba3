import type { OperationContext } from "../core/service.ts";
import type { Connection } from "./connection.ts";
import { tokenOf } from "./oauth.ts";

/** The header by which a connection proves who asks. */
export async function authorizationHeader(
  connection: Connection,
  context: OperationContext,
): Promise<Record<string, string>> {
  const { BasicAuthParameters: basic, ApiKeyAuthParameters: key } = connection.auth!;
  switch (connection.type) {
    case "BASIC": {
      const pair = Buffer.from(`${basic!.Username}:${basic!.Password}`).toString("base64");
      return { Authorization: `Basic ${pair}` };
    }
    case "API_KEY":
      return { [key!.ApiKeyName!]: key!.ApiKeyValue! };
    case "OAUTH_CLIENT_CREDENTIALS":
      return { Authorization: await tokenOf(connection, context) };
  }
}
