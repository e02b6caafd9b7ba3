import type { DeleteTableCommandInput, DeleteTableCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { deletionProtected, tableBusy } from "../errors.ts";
import { describeDeleted } from "../table-description.ts";
import { controlTable, requestedArn, tables } from "../tables.ts";
import { disableTimeToLive } from "../time-to-live.ts";

export const deleteTable = operation<DeleteTableCommandInput, DeleteTableCommandOutput>({
  accepts: ["TableName"],
  access: (input, context) => [{ action: "dynamodb:DeleteTable", resource: requestedArn(context, input.TableName!) }],
  run(input, context) {
    const table = controlTable(context, input.TableName!);
    if (table.status !== "ACTIVE") throw tableBusy(table.name, table.status);
    if (table.deletionProtection) throw deletionProtected();
    disableTimeToLive(table);
    if (table.stream?.isClosed === false) table.stream.close();
    const all = context.state(tables);
    table.during("DELETING", context.clock, () => {
      all.delete(table.name);
      table.status = "ARCHIVED";
    });
    return { TableDescription: describeDeleted(table) };
  },
});
