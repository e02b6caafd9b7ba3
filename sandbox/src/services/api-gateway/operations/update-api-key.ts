import type { UpdateApiKeyCommandInput, UpdateApiKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { onPath } from "../access.ts";
import { requireApiKey, checkKeyName, checkKeyDescription, describeApiKey } from "../api-key.ts";
import { applyPatch, checkOperations, unsupportedPath, flag } from "../patch.ts";

export const updateApiKey = operation<UpdateApiKeyCommandInput, UpdateApiKeyCommandOutput>({
  accepts: ["apiKey", "patchOperations"],
  access: (input, context) => onPath("PATCH", `/apikeys/${input.apiKey}`, context),
  run(input, context) {
    checkOperations("updateApiKeyInput", input.patchOperations);
    const key = requireApiKey(input.apiKey!, context);
    applyPatch(
      input.patchOperations,
      {
        "/description": {
          replace: (value) => {
            checkKeyDescription(value);
            key.description = value || undefined;
          },
        },
        "/enabled": { replace: (value) => (key.enabled = flag(value)) },
        "/name": {
          replace: (value) => {
            checkKeyName(value);
            key.name = value;
          },
        },
        "/customerId": { replace: (value) => (key.customerId = value || undefined) },
      },
      unsupportedPath,
    );
    key.lastUpdatedDate = context.clock.date();
    key.tags ??= {};
    return describeApiKey(key, false);
  },
});
