import type { DeleteApiDestinationCommandInput, DeleteApiDestinationCommandOutput } from "@aws-sdk/client-eventbridge";
import { apiDestinations } from "../../../api-destination/api-destination.ts";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { getApiDestination } from "../api-destination/api-destinations.ts";

export const deleteApiDestination = operation<DeleteApiDestinationCommandInput, DeleteApiDestinationCommandOutput>({
  accepts: ["Name"],
  access: (input, context) => [onThing("DeleteApiDestination", "api-destination", input.Name, context)],
  run(input, context) {
    context.state(apiDestinations).delete(getApiDestination(input.Name!, "delete", context).name);
    return {};
  },
});
