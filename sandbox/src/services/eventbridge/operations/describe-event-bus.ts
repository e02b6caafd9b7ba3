import type { DescribeEventBusCommandInput, DescribeEventBusCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onBus } from "../access.ts";
import { getBus } from "../bus.ts";
import { describeBus } from "../describe.ts";

export const describeEventBus = operation<DescribeEventBusCommandInput, DescribeEventBusCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onBus("DescribeEventBus", input.Name, context)],
  run: (input, context) => describeBus(getBus(input.Name, context)),
});
