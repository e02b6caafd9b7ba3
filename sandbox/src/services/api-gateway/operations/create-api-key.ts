import type { CreateApiKeyCommandInput, CreateApiKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import { operation } from "../../../core/service.ts";
import { lowerId } from "../../../core/ids.ts";
import { onPath } from "../access.ts";
import { apiKeys, checkKeyName, checkKeyDescription, checkKeyValue, describeApiKey, type ApiKey } from "../api-key.ts";
import { conflict } from "../errors.ts";
import { unlessEmpty } from "../method.ts";
import { requireRestApi, requireStage } from "../rest-api.ts";

export const createApiKey = operation<CreateApiKeyCommandInput, CreateApiKeyCommandOutput>({
  accepts: ["name", "description", "enabled", "generateDistinctId", "value", "stageKeys", "customerId", "tags"],
  access: (_, context) => onPath("POST", "/apikeys", context),
  run(input, context) {
    if (input.name) checkKeyName(input.name);
    if (input.description) checkKeyDescription(input.description);
    if (input.value) checkKeyValue(input.value);
    const keys = context.state(apiKeys);
    if (input.value && [...keys.values()].some(({ value }) => value === input.value))
      throw conflict("API Key already exists");
    const stageKeys = (input.stageKeys ?? []).map(({ restApiId, stageName }) => {
      requireStage(requireRestApi(restApiId ?? "", context), stageName ?? "");
      return `${restApiId}/${stageName}`;
    });
    const id = lowerId(10);
    const now = context.clock.date();
    const key: ApiKey = {
      id,
      // Without generateDistinctId (an old form), id and value are the same.
      value: input.value || (input.generateDistinctId === false ? id : lowerId(40)),
      name: input.name || undefined,
      customerId: input.customerId,
      description: input.description,
      enabled: input.enabled ?? false,
      createdDate: now,
      lastUpdatedDate: now,
      stageKeys,
      tags: unlessEmpty(input.tags) && { ...input.tags },
    };
    keys.set(key.id, key);
    return describeApiKey(key, true);
  },
});
