import type { ListConnectionsCommandInput, ListConnectionsCommandOutput } from "@aws-sdk/client-eventbridge";
import { connections } from "../../../api-destination/connection.ts";
import { operation } from "../../../core/service.ts";
import { onAll } from "../access.ts";
import { summary } from "../api-destination/connections.ts";
import { page } from "../paging.ts";

export const listConnections = operation<ListConnectionsCommandInput, ListConnectionsCommandOutput>({
  accepts: ["NamePrefix", "ConnectionState", "NextToken", "Limit"],
  access: () => onAll("ListConnections"),
  run(input, context) {
    const { NamePrefix: prefix = "", ConnectionState: state } = input;
    const all = [...context.state(connections).values()].filter(
      (connection) => connection.name.startsWith(prefix) && (state === undefined || connection.state === state),
    );
    const { items, NextToken } = page(all, input);
    return { Connections: items.map(summary), NextToken };
  },
});
