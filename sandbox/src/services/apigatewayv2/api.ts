import type { ServiceAction } from "./service-actions.ts";
import type { Cors } from "@aws-sdk/client-apigatewayv2";
import { lowerId } from "../../core/ids.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore, type State } from "../../core/state.ts";
import type { Authorizer } from "./authorizer.ts";
import { notFound } from "./errors.ts";
import type { RouteSettings } from "./route-settings.ts";

export interface Route {
  id: string;
  /** Made by quick create. */
  managed?: boolean;
  /** "GET /notes/{id}", "ANY /x" or "$default". */
  key: string;
  /** integrations/<id> */
  target: string | undefined;
  operationName: string | undefined;
  authorizationType: "NONE" | "AWS_IAM" | "JWT" | "CUSTOM";
  authorizerId: string | undefined;
  authorizationScopes: string[];
}

export interface Integration {
  id: string;
  /** Made by quick create. */
  managed?: boolean;
  type: "AWS_PROXY" | "HTTP_PROXY";
  /** An action of a service, "SQS-SendMessage"; such an integration has no URI. */
  subtype: ServiceAction | undefined;
  uri: string;
  /** Of the request to an HTTP backend; POST for a function. */
  method: string;
  payloadFormatVersion: "1.0" | "2.0";
  timeoutMs: number;
  description: string | undefined;
  credentials: string | undefined;
  /** "append:header.x" -> "$request.header.y"; of an action its parameters, "QueueUrl" -> "$request.header.q" */
  requestParameters: Record<string, string>;
  /** By status code of the integration's answer. */
  responseParameters: Record<string, Record<string, string>>;
}

/** What a stage serves: the API as it is (automatic deployment), or as it was at a deployment. */
export interface Routing {
  routes: Map<string, Route>;
  integrations: Map<string, Integration>;
  authorizers: Map<string, Authorizer>;
}

export interface Deployment extends Routing {
  id: string;
  description: string | undefined;
  createdAt: number;
}

export interface Stage {
  name: string;
  /** Made by quick create. */
  managed?: boolean;
  description: string | undefined;
  autoDeploy: boolean;
  deploymentId: string | undefined;
  variables: Record<string, string>;
  accessLog: { destinationArn: string; format: string } | undefined;
  defaultRouteSettings: RouteSettings;
  /** By route key. */
  routeSettings: Record<string, RouteSettings>;
  tags: Record<string, string>;
  createdAt: number;
  updatedAt: number;
}

export interface Api extends Routing {
  id: string;
  account: string;
  region: string;
  name: string;
  description: string | undefined;
  version: string | undefined;
  cors: Cors | undefined;
  disableExecuteApiEndpoint: boolean;
  tags: Record<string, string>;
  createdAt: number;
  stages: Map<string, Stage>;
  deployments: Map<string, Deployment>;
}

export const apis = defineStore("regional", () => new Map<string, Api>());

export function getApi(id: string, context: OperationContext): Api {
  const api = context.state(apis).get(id);
  // AWS prints account and id.
  if (!api) throw notFound("API", `${context.account}:${id}`);
  return api;
}

/** Ids are unique over accounts and Regions: a request carries nothing else. */
export function findApi(id: string, state: State): Api | undefined {
  for (const all of state.all(apis)) if (all.has(id)) return all.get(id);
  return undefined;
}

export function getRoute(api: Api, id: string): Route {
  const route = api.routes.get(id);
  if (!route) throw notFound("Route", id);
  return route;
}

export function getIntegration(api: Api, id: string): Integration {
  const integration = api.integrations.get(id);
  if (!integration) throw notFound("Integration", id);
  return integration;
}

export function getAuthorizer(api: Api, id: string): Authorizer {
  const authorizer = api.authorizers.get(id);
  if (!authorizer) throw notFound("Authorizer", id);
  return authorizer;
}

export function getStage(api: Api, name: string): Stage {
  const stage = api.stages.get(name);
  if (!stage) throw notFound("Stage", name);
  return stage;
}

export function getDeployment(api: Api, id: string): Deployment {
  const deployment = api.deployments.get(id);
  if (!deployment) throw notFound("Deployment", id);
  return deployment;
}

/** Freezes the routes, integrations and authorizers of now. */
export function deploy(api: Api, description: string | undefined, createdAt: number): Deployment {
  const { routes, integrations, authorizers } = api;
  const deployment = {
    id: lowerId(6),
    description,
    createdAt,
    ...structuredClone({ routes, integrations, authorizers }),
  };
  api.deployments.set(deployment.id, deployment);
  return deployment;
}

/** What the stage serves now; undefined before its first deployment. */
export function routingOf(api: Api, stage: Stage): Routing | undefined {
  if (stage.autoDeploy) return api;
  return stage.deploymentId === undefined ? undefined : api.deployments.get(stage.deploymentId);
}

export function endpointOf({ id, region }: Api): string {
  return `https://${id}.execute-api.${region}.amazonaws.com`;
}
