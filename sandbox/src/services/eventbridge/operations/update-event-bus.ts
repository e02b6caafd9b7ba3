import type { UpdateEventBusCommandInput, UpdateEventBusCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onBus } from "../access.ts";
import { getBus } from "../bus.ts";

export const updateEventBus = operation<UpdateEventBusCommandInput, UpdateEventBusCommandOutput>({
  accepts: ["Name", "Description"],
  access: (input, context) => [onBus("UpdateEventBus", input.Name, context)],
  run(input, context) {
    const bus = getBus(input.Name, context);
    bus.description = input.Description;
    bus.modifiedAt = context.clock.now();
    return { Arn: bus.arn, Name: bus.name, Description: bus.description };
  },
});
