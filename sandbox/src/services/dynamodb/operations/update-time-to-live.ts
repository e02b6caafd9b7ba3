import type { UpdateTimeToLiveCommandInput, UpdateTimeToLiveCommandOutput } from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { Constraints } from "../../../core/constraints.ts";
import { tableBusy, validation } from "../errors.ts";
import { controlTable, requestedArn } from "../tables.ts";
import { disableTimeToLive, enableTimeToLive } from "../time-to-live.ts";

/** Takes effect at once (AWS: within the hour), and may be changed again at once (AWS: after half an hour). */
export const updateTimeToLive = operation<UpdateTimeToLiveCommandInput, UpdateTimeToLiveCommandOutput>({
  accepts: ["TableName", "TimeToLiveSpecification"],
  access: (input, context) => [
    { action: "dynamodb:UpdateTimeToLive", resource: requestedArn(context, input.TableName!) },
  ],
  run(input, context) {
    const { Enabled: enabled, AttributeName: name } = input.TimeToLiveSpecification!;
    new Constraints().length("timeToLiveSpecification.attributeName", name, { min: 1, max: 255 }).check();
    const table = controlTable(context, input.TableName!);
    if (table.status === "CREATING" || table.status === "DELETING") throw tableBusy(table.name, table.status);
    const current = table.timeToLive?.attribute;
    if (enabled && current === name) throw validation("TimeToLive is already enabled");
    if (!enabled && current === undefined) throw validation("TimeToLive is already disabled");
    if (current !== undefined && current !== name)
      throw validation(`TimeToLive is active on a different AttributeName: current AttributeName is ${current}`);
    if (enabled) enableTimeToLive(table, name!, context.clock);
    else disableTimeToLive(table);
    return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: name } };
  },
});
