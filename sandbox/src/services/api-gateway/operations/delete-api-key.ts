import type { DeleteApiKeyCommandInput, DeleteApiKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { apiKeys, requireApiKey } from "../api-key.ts";
import { usagePlans } from "../usage-plan.ts";

export const deleteApiKey = operation<DeleteApiKeyCommandInput, DeleteApiKeyCommandOutput>({
  accepts: ["apiKey"],
  access: (input, context) => onPath("DELETE", `/apikeys/${input.apiKey}`, context),
  run(input, context) {
    const { id } = requireApiKey(input.apiKey!, context);
    context.state(apiKeys).delete(id);
    for (const plan of context.state(usagePlans).values()) plan.keys.delete(id);
    return {};
  },
});
