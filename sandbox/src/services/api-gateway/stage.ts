import type * as sdk from "@aws-sdk/client-api-gateway";
import type { OperationContext } from "../../core/service.ts";
import { accounts } from "./account.ts";
import { badRequest } from "./errors.ts";
import {
  DEFAULT_BURST_LIMIT,
  DEFAULT_CACHE_TTL_SECONDS,
  DEFAULT_RATE_LIMIT,
  MAX_CACHE_TTL_SECONDS,
  MAX_STAGES,
} from "./limits.ts";
import { flag, unescape } from "./patch.ts";
import type { RestApi, Stage } from "./rest-api.ts";

const CACHE_SIZES = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];
const LOGGING_LEVELS = ["OFF", "ERROR", "INFO"];
const STRATEGIES = ["FAIL_WITH_403", "SUCCEED_WITH_RESPONSE_HEADER", "SUCCEED_WITHOUT_RESPONSE_HEADER"];

interface StageInput {
  stageName: string;
  deploymentId: string;
  description?: string | undefined;
  cacheClusterEnabled?: boolean | undefined;
  cacheClusterSize?: string | undefined;
  variables?: Record<string, string> | undefined;
  tracingEnabled?: boolean | undefined;
  tags?: Record<string, string> | undefined;
}

export function createStage(api: RestApi, input: StageInput, now: Date): Stage {
  const { stageName, deploymentId } = input;
  if (!/^[a-zA-Z0-9_-]+$/.test(stageName)) throw badRequest("Stage name only allows a-zA-Z0-9_-");
  if (api.stages.has(stageName)) throw badRequest("Stage already exists");
  if (!api.deployments.has(deploymentId)) throw badRequest("Deployment id does not exist");
  if (api.stages.size >= MAX_STAGES) throw badRequest("Stage limit exceeded");
  checkVariables(input.variables ?? {});
  const stage: Stage = {
    deploymentId,
    stageName,
    description: input.description,
    cacheClusterEnabled: false,
    cacheClusterStatus: "NOT_AVAILABLE",
    methodSettings: {},
    variables: { ...input.variables },
    tracingEnabled: input.tracingEnabled ?? false,
    tags: { ...input.tags },
    createdDate: now,
    lastUpdatedDate: now,
  };
  setCacheCluster(stage, input.cacheClusterEnabled ?? false, input.cacheClusterSize);
  api.stages.set(stageName, stage);
  return stage;
}

/** On AWS a cache takes minutes to become available; here it is at once. */
export function setCacheCluster(stage: Stage, enabled: boolean, size: string = stage.cacheClusterSize ?? "0.5"): void {
  if (!CACHE_SIZES.includes(size))
    throw badRequest(`Invalid cache cluster size specified. Valid options are ${CACHE_SIZES.join(",")}`);
  stage.cacheClusterEnabled = enabled;
  if (enabled) stage.cacheClusterSize = size as sdk.CacheClusterSize;
  else delete stage.cacheClusterSize;
  stage.cacheClusterStatus = enabled ? "AVAILABLE" : "NOT_AVAILABLE";
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html (2026-11) */
export function checkVariables(variables: Record<string, string>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^[A-Za-z0-9_]+$/.test(name) || !/^[A-Za-z0-9-._~:/?#&=,]*$/.test(value))
      throw badRequest(
        "Stage variable names must contain only alphanumeric and underscore characters. Stage variable values must match [A-Za-z0-9-._~:/?#&=,]+",
      );
  }
}

const NEW_SETTING: sdk.MethodSetting = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: DEFAULT_BURST_LIMIT,
  throttlingRateLimit: DEFAULT_RATE_LIMIT,
  cachingEnabled: false,
  cacheTtlInSeconds: DEFAULT_CACHE_TTL_SECONDS,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
};

type Setter = (setting: sdk.MethodSetting, value: string) => void;

const SETTERS: Record<string, Setter> = {
  "metrics/enabled": (setting, value) => (setting.metricsEnabled = flag(value)),
  "logging/dataTrace": (setting, value) => (setting.dataTraceEnabled = flag(value)),
  "logging/loglevel": (setting, value) => {
    if (!LOGGING_LEVELS.includes(value))
      throw badRequest(`Invalid logging level specified. Valid options are ${LOGGING_LEVELS.join(",")}`);
    setting.loggingLevel = value;
  },
  "throttling/burstLimit": (setting, value) => (setting.throttlingBurstLimit = numberOf(value)),
  "throttling/rateLimit": (setting, value) => (setting.throttlingRateLimit = numberOf(value)),
  "caching/ttlInSeconds": (setting, value) => {
    const seconds = numberOf(value);
    if (seconds > MAX_CACHE_TTL_SECONDS) throw badRequest("Invalid cache ttl, must be between 0 and 3600");
    setting.cacheTtlInSeconds = seconds;
  },
  "caching/enabled": (setting, value) => (setting.cachingEnabled = flag(value)),
  "caching/dataEncrypted": (setting, value) => (setting.cacheDataEncrypted = flag(value)),
  "caching/requireAuthorizationForCacheControl": (setting, value) =>
    (setting.requireAuthorizationForCacheControl = flag(value)),
  "caching/unauthorizedCacheControlHeaderStrategy": (setting, value) => {
    if (!STRATEGIES.includes(value))
      throw badRequest(
        `Invalid unauthorizedCacheControlHeaderStrategy specified. Valid options are ${STRATEGIES.join(",")}`,
      );
    setting.unauthorizedCacheControlHeaderStrategy = value as sdk.UnauthorizedCacheControlHeaderStrategy;
  },
};

function numberOf(value: string): number {
  const number = Number(value);
  if (value === "" || Number.isNaN(number)) throw badRequest(`Invalid numeric value specified: ${value}`);
  return number;
}

/** The words are AWS's, missing commas included. */
const VALID_PATHS =
  "[/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, " +
  settingPaths("{resourcePath}/{httpMethod}")
    .replace("burstLimit, ", "burstLimit")
    .replace("rateLimit, ", "rateLimit") +
  ", " +
  settingPaths("*/*").replace("burstLimit, ", "burstLimit ").replace("rateLimit, ", "rateLimit ") +
  ", /variables/{variable_name}, /tracingEnabled]";

function settingPaths(method: string): string {
  return Object.keys(SETTERS)
    .map((setting) => `/${method}/${setting}`)
    .join(", ");
}

export function invalidSettingPath(path: string | undefined) {
  return badRequest(`Invalid method setting path: ${path}. Must be one of: ${VALID_PATHS}`);
}

/** Changes one setting of one method ("pets/GET") or of all ("*" + "/*"). */
export function changeSetting(stage: Stage, path: string, value: string): void {
  const { key, setting } = splitSettingPath(path);
  const setter = SETTERS[setting];
  if (key === undefined || !setter) throw invalidSettingPath(path);
  const before = stage.methodSettings[key] ?? { ...NEW_SETTING };
  setter(before, value);
  stage.methodSettings[key] = before;
}

/** Removes all settings of a method: /pets/GET. */
export function removeSetting(stage: Stage, path: string): void {
  const key = keyOf(path.slice(1));
  if (!stage.methodSettings[key])
    throw badRequest(
      `Cannot remove method setting ${path.slice(1)} because there is no method setting for this method `,
    );
  delete stage.methodSettings[key];
}

/** "/~1pets~1{id}/GET/caching/enabled" -> the key "pets/{id}/GET" and the setting "caching/enabled". */
function splitSettingPath(path: string): { key: string | undefined; setting: string } {
  const [, method, setting] = /^\/(.+?\/(?:[A-Z]+|\*))\/([a-z]+\/[a-zA-Z]+)$/.exec(path) ?? [];
  return { key: method === undefined ? undefined : keyOf(method), setting: setting ?? "" };
}

function keyOf(method: string): string {
  const slash = method.lastIndexOf("/");
  return `${unescape(method.slice(0, slash)).replace(/^\//, "")}${method.slice(slash)}`;
}

/** The settings that apply to a method: its own, all of them, else the stage's. */
export function settingOf(stage: Stage, resourcePath: string, httpMethod: string): sdk.MethodSetting {
  const { methodSettings } = stage;
  return methodSettings[`${resourcePath.slice(1)}/${httpMethod}`] ?? methodSettings["*/*"] ?? NEW_SETTING;
}

/** Execution logs need a role to write them with. */
export function checkLogging(stage: Stage, context: OperationContext): void {
  const logs = Object.values(stage.methodSettings).some(({ loggingLevel = "OFF" }) => loggingLevel !== "OFF");
  if ((logs || stage.accessLogSettings) && !context.state(accounts).cloudwatchRoleArn)
    throw badRequest("CloudWatch Logs role ARN must be set in account settings to enable logging");
}
