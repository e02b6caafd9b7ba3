import type {
  DescribeApiDestinationCommandInput,
  DescribeApiDestinationCommandOutput,
} from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { describe, getApiDestination } from "../api-destination/api-destinations.ts";

export const describeApiDestination = operation<
  DescribeApiDestinationCommandInput,
  DescribeApiDestinationCommandOutput
>({
  accepts: ["Name"],
  access: (input, context) => [onThing("DescribeApiDestination", "api-destination", input.Name, context)],
  run(input, context) {
    const destination = getApiDestination(input.Name!, "describe", context);
    return {
      ...describe(destination, context),
      ...(destination.description === undefined ? {} : { Description: destination.description }),
    };
  },
});
