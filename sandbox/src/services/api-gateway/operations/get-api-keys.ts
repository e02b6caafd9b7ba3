import type { GetApiKeysCommandInput, GetApiKeysCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { apiKeys, describeApiKey } from "../api-key.ts";
import { page } from "../paging.ts";

export const getApiKeys = operation<GetApiKeysCommandInput, GetApiKeysCommandOutput>({
  accepts: ["limit", "position", "nameQuery", "customerId", "includeValues"],
  access: (_, context) => onPath("GET", "/apikeys", context),
  run(input, context) {
    const { nameQuery, customerId } = input;
    // Newest first, as recorded.
    const keys = [...context.state(apiKeys).values()]
      .filter(({ name }) => nameQuery === undefined || name?.startsWith(nameQuery))
      .filter((key) => customerId === undefined || key.customerId === customerId)
      .reverse();
    const { items, position } = page(keys, input);
    return { items: items.map((key) => describeApiKey(key, input.includeValues ?? false)), position };
  },
});
