import { randomUUID } from "node:crypto";
import type { CreateApiDestinationCommandInput, CreateApiDestinationCommandOutput } from "@aws-sdk/client-eventbridge";
import { apiDestinations, type ApiDestination } from "../../../api-destination/api-destination.ts";
import { DEFAULT_RATE_PER_SECOND } from "../../../api-destination/limits.ts";
import { formatArn } from "../../../core/arn.ts";
import { operation } from "../../../core/service.ts";
import { onThing } from "../access.ts";
import { answerOf, checkSettings } from "../api-destination/api-destinations.ts";
import { apiDestinationExists, limitExceeded } from "../errors.ts";
import { MAX_CONNECTIONS } from "../limits.ts";

export const createApiDestination = operation<CreateApiDestinationCommandInput, CreateApiDestinationCommandOutput>({
  accepts: ["Name", "Description", "ConnectionArn", "InvocationEndpoint", "HttpMethod", "InvocationRateLimitPerSecond"],
  access: (input, context) => [onThing("CreateApiDestination", "api-destination", input.Name, context)],
  run(input, context) {
    checkSettings(input, "create", context);
    const { account, region } = context;
    const name = input.Name!;
    const all = context.state(apiDestinations);
    if (all.has(name)) throw apiDestinationExists(name);
    if (all.size >= MAX_CONNECTIONS) throw limitExceeded();
    const now = context.clock.now();
    const destination: ApiDestination = {
      name,
      arn: formatArn({ service: "events", region, account, resource: `api-destination/${name}/${randomUUID()}` }),
      description: input.Description,
      connectionArn: input.ConnectionArn!,
      endpoint: input.InvocationEndpoint!,
      method: input.HttpMethod!,
      ratePerSecond: input.InvocationRateLimitPerSecond ?? DEFAULT_RATE_PER_SECOND,
      createdAt: now,
      modifiedAt: now,
      nextAt: 0,
    };
    all.set(name, destination);
    return answerOf(destination, context);
  },
});
