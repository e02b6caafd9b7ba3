import type * as sdk from "@aws-sdk/client-api-gateway";
import type { OperationContext } from "../../core/service.ts";
import { defineStore } from "../../core/state.ts";
import { badRequest, notFound } from "./errors.ts";
import { MAX_API_KEY_LENGTH, MIN_API_KEY_LENGTH } from "./limits.ts";

export interface ApiKey extends sdk.ApiKey {
  id: string;
  value: string;
  enabled: boolean;
}

export const apiKeys = defineStore("regional", () => new Map<string, ApiKey>());

export function requireApiKey(id: string, context: OperationContext): ApiKey {
  const key = context.state(apiKeys).get(id);
  if (!key) throw notFound("Invalid API Key identifier specified");
  return key;
}

export function checkKeyName(name: string): void {
  if (name.length > 1024) throw badRequest("Invalid API Key name, can be at most 1024 characters.");
}

export function checkKeyDescription(description: string): void {
  if (description.length > 125_000) throw badRequest("Invalid API Key description specified.");
}

export function checkKeyValue(value: string): void {
  if (value.length < MIN_API_KEY_LENGTH) throw badRequest("API Key value should be at least 20 characters");
  if (value.length > MAX_API_KEY_LENGTH) throw badRequest("API Key value exceeds maximum size of 128 characters");
}

export function describeApiKey({ value, ...key }: ApiKey, withValue: boolean): sdk.ApiKey {
  return withValue ? { ...key, value } : key;
}
