import type { UpdateApiDestinationCommandInput, UpdateApiDestinationCommandOutput } from "@aws-sdk/client-eventbridge";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { answerOf, checkSettings, getApiDestination } from "../api-destination/api-destinations.ts";

/** What it leaves out stays. */
export const updateApiDestination = operation<UpdateApiDestinationCommandInput, UpdateApiDestinationCommandOutput>({
  accepts: ["Name", "Description", "ConnectionArn", "InvocationEndpoint", "HttpMethod", "InvocationRateLimitPerSecond"],
  access: (input, context) => [onThing("UpdateApiDestination", "api-destination", input.Name, context)],
  run(input, context) {
    const destination = getApiDestination(input.Name!, "update", context);
    checkSettings(input, "update", context);
    destination.description = input.Description ?? destination.description;
    destination.connectionArn = input.ConnectionArn ?? destination.connectionArn;
    destination.endpoint = input.InvocationEndpoint ?? destination.endpoint;
    destination.method = input.HttpMethod ?? destination.method;
    destination.ratePerSecond = input.InvocationRateLimitPerSecond ?? destination.ratePerSecond;
    destination.modifiedAt = context.clock.now();
    return answerOf(destination, context);
  },
});
