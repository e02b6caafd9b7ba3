import type { CreateEventBusCommandInput, CreateEventBusCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onBus } from "../access.ts";
import { buses, newBus } from "../bus.ts";
import { busExists } from "../errors.ts";
import { checkBusName } from "../names.ts";
import { tagsOf } from "../rule.ts";

export const createEventBus = operation<CreateEventBusCommandInput, CreateEventBusCommandOutput>({
  accepts: ["Name", "Description", "Tags"],
  access: (input, context) => [onBus("CreateEventBus", input.Name, context)],
  run(input, context) {
    const name = input.Name!;
    checkBusName(name);
    const all = context.state(buses);
    if (all.has(name)) throw busExists(name);
    const now = context.clock.now();
    const bus = {
      ...newBus(name, context),
      description: input.Description,
      tags: tagsOf(input.Tags),
      createdAt: now,
      modifiedAt: now,
    };
    all.set(name, bus);
    return { EventBusArn: bus.arn, Description: bus.description };
  },
});
