import type * as sdk from "@aws-sdk/client-apigatewayv2";
import type { Api } from "./api.ts";
import { badRequest, unknownRoute } from "./errors.ts";

/** Throttling of the routes of a stage; a member that is absent leaves the account's limit. */
export interface RouteSettings {
  rateLimit: number | undefined;
  burstLimit: number | undefined;
  /** Stored: there is no CloudWatch yet from which metrics could be read. */
  detailedMetrics: boolean;
}

export function readRouteSettings(settings: sdk.RouteSettings = {}): RouteSettings {
  const { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit } = settings;
  if (settings.DataTraceEnabled || (settings.LoggingLevel !== undefined && settings.LoggingLevel !== "OFF"))
    throw badRequest("Execution logs are not supported on protocolType HTTP");
  if ((rateLimit ?? 0) < 0 || (burstLimit ?? 0) < 0)
    throw badRequest("Throttling limits must be greater than or equal to zero");
  return { rateLimit, burstLimit, detailedMetrics: settings.DetailedMetricsEnabled ?? false };
}

export function describeRouteSettings({ rateLimit, burstLimit, detailedMetrics }: RouteSettings): sdk.RouteSettings {
  return { DetailedMetricsEnabled: detailedMetrics, ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };
}

/** By route key; a route that is not there cannot have settings. */
export function readAllRouteSettings(
  api: Api,
  settings: Record<string, sdk.RouteSettings> = {},
): Record<string, RouteSettings> {
  const keys = new Set([...api.routes.values()].map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(settings).map(([key, one]) => {
      if (!keys.has(key)) throw unknownRoute(key);
      return [key, readRouteSettings(one)];
    }),
  );
}
