import { lowerId } from "../../core/ids.ts";
import type { Api, Stage } from "./api.ts";
import { badRequest } from "./errors.ts";
import { applyIntegration } from "./integration.ts";
import { applyRoute } from "./route.ts";
import { DEFAULT_ROUTE } from "./route-key.ts";
import { readRouteSettings } from "./route-settings.ts";

interface QuickCreate {
  Target?: string | undefined;
  RouteKey?: string | undefined;
  CredentialsArn?: string | undefined;
}

/**
 * An API with a target gets an integration of it, a route and a stage that deploys by itself.
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html, "CreateApiInput" (2026-11)
 */
export function quickCreate(api: Api, { Target, RouteKey, CredentialsArn }: QuickCreate, now: number): void {
  if (Target === undefined) {
    if (RouteKey !== undefined || CredentialsArn !== undefined)
      throw badRequest("RouteKey and CredentialsArn can only be specified with a target");
    return;
  }
  const integration = { id: lowerId(7), managed: true, ...integrationOf(Target, CredentialsArn) };
  api.integrations.set(integration.id, integration);
  const input = { RouteKey: RouteKey ?? DEFAULT_ROUTE, Target: `integrations/${integration.id}` };
  const route = { id: lowerId(7), managed: true, ...applyRoute(api, input) };
  api.routes.set(route.id, route);
  const stage: Stage = {
    name: "$default",
    managed: true,
    description: undefined,
    autoDeploy: true,
    deploymentId: undefined,
    variables: {},
    accessLog: undefined,
    defaultRouteSettings: readRouteSettings(),
    routeSettings: {},
    tags: {},
    createdAt: now,
    updatedAt: now,
  };
  api.stages.set(stage.name, stage);
}

/** An update changes what quick create made; there is nothing to change in an API that was made without. */
export function quickUpdate(api: Api, { Target, RouteKey, CredentialsArn }: QuickCreate): void {
  if (Target === undefined && RouteKey === undefined && CredentialsArn === undefined) return;
  const integration = [...api.integrations.values()].find(({ managed }) => managed);
  const route = [...api.routes.values()].find(({ managed }) => managed);
  if (!integration || !route) throw badRequest("The API was not made with quick create");
  Object.assign(integration, integrationOf(Target ?? integration.uri, CredentialsArn ?? integration.credentials));
  if (RouteKey !== undefined) Object.assign(route, applyRoute(api, { RouteKey }, route));
}

/** A URL or the ARN of a function. */
function integrationOf(target: string, credentials: string | undefined) {
  const common = { IntegrationUri: target, CredentialsArn: credentials };
  return applyIntegration(
    /^https?:/.test(target)
      ? { ...common, IntegrationType: "HTTP_PROXY", IntegrationMethod: "ANY" }
      : { ...common, IntegrationType: "AWS_PROXY", PayloadFormatVersion: "2.0" },
  );
}
