import type { DeleteAlarmsCommandInput, DeleteAlarmsCommandOutput } from "@aws-sdk/client-cloudwatch";
import { operation } from "../../../core/service.ts";
import { onAlarms } from "../alarms/access.ts";
import { alarms, parentsOf } from "../alarms/alarm.ts";
import { drop } from "../alarms/put.ts";
import { validation } from "../errors.ts";
import { MAX_DELETED } from "../limits.ts";

/** Names of no alarm are passed over. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html (2026-11-21) */
export const deleteAlarms = operation<DeleteAlarmsCommandInput, DeleteAlarmsCommandOutput>({
  accepts: ["AlarmNames"],
  access: (input, context) => onAlarms("DeleteAlarms", input.AlarmNames, context),
  run(input, context) {
    const names = input.AlarmNames ?? [];
    if (names.length > MAX_DELETED) throw validation(`At most ${MAX_DELETED} alarms can be deleted in one request.`);
    const found = names.flatMap((name) => context.state(alarms).byName.get(name) ?? []);
    if (found.length > 1 && found.some(({ type }) => type === "CompositeAlarm"))
      throw validation("Only one composite alarm can be deleted per request, and no metric alarms with it.");
    for (const alarm of found) {
      const parents = parentsOf(alarm, context).map(({ name }) => name);
      if (parents.length)
        throw validation(
          `Cannot delete ${alarm.name} as there are composite alarm(s) depending on it: [${parents.join(", ")}]`,
        );
    }
    for (const alarm of found) drop(alarm, context);
    return {};
  },
});
