import type { DeleteEventBusCommandInput, DeleteEventBusCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onBus } from "../access.ts";
import { buses, DEFAULT_BUS, findBus } from "../bus.ts";
import { validation } from "../errors.ts";

export const deleteEventBus = operation<DeleteEventBusCommandInput, DeleteEventBusCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onBus("DeleteEventBus", input.Name, context)],
  run(input, context) {
    if (input.Name === DEFAULT_BUS) throw validation(`Cannot delete event bus ${DEFAULT_BUS}.`);
    const bus = findBus(input.Name, context);
    if (!bus) return {};
    if (bus.rules.size) throw validation(`Cannot delete event bus ${bus.name} as it has rules.`);
    context.state(buses).delete(bus.name);
    return {};
  },
});
