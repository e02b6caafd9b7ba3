import type * as sdk from "@aws-sdk/client-api-gateway";
import { defineStore } from "../../core/state.ts";
import { DEFAULT_BURST_LIMIT, DEFAULT_RATE_LIMIT } from "./limits.ts";

/** What API Gateway knows of an account in a Region. */
export interface Account {
  /** The role that execution and access logs are written with. */
  cloudwatchRoleArn: string | undefined;
}

export const accounts = defineStore<Account>("regional", () => ({ cloudwatchRoleArn: undefined }));

export function describeAccount({ cloudwatchRoleArn }: Account): sdk.Account {
  return {
    cloudwatchRoleArn,
    throttleSettings: { burstLimit: DEFAULT_BURST_LIMIT, rateLimit: DEFAULT_RATE_LIMIT },
    features: ["UsagePlans"],
    apiKeyVersion: "4",
  };
}
