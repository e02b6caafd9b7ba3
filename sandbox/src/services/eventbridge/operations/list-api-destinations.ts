import type { ListApiDestinationsCommandInput, ListApiDestinationsCommandOutput } from "@aws-sdk/client-eventbridge";
import { apiDestinations } from "../../../api-destination/api-destination.ts";
import { operation } from "../../../core/service.ts";
import { onAll } from "../access.ts";
import { describe } from "../api-destination/api-destinations.ts";
import { page } from "../paging.ts";

export const listApiDestinations = operation<ListApiDestinationsCommandInput, ListApiDestinationsCommandOutput>({
  accepts: ["NamePrefix", "ConnectionArn", "NextToken", "Limit"],
  access: () => onAll("ListApiDestinations"),
  run(input, context) {
    const { NamePrefix: prefix = "", ConnectionArn: connection } = input;
    const all = [...context.state(apiDestinations).values()].filter(
      ({ name, connectionArn }) =>
        name.startsWith(prefix) && (connection === undefined || connectionArn === connection),
    );
    const { items, NextToken } = page(all, input);
    return { ApiDestinations: items.map((destination) => describe(destination, context)), NextToken };
  },
});
