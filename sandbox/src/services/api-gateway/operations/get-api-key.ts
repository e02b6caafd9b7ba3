import type { GetApiKeyCommandInput, GetApiKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireApiKey, describeApiKey } from "../api-key.ts";

export const getApiKey = operation<GetApiKeyCommandInput, GetApiKeyCommandOutput>({
  accepts: ["apiKey", "includeValue"],
  access: (input, context) => onPath("GET", `/apikeys/${input.apiKey}`, context),
  run: (input, context) => describeApiKey(requireApiKey(input.apiKey!, context), input.includeValue ?? false),
});
