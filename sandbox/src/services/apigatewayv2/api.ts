import type { Cors } from "@aws-sdk/client-apigatewayv2";
import { lowerId } from "../../core/ids.ts";
import type { OperationContext } from "../../core/service.ts";
import { defineStore, type State } from "../../core/state.ts";
import { notFound } from "./errors.ts";

export interface Route {
  id: string;
  /** "GET /notes/{id}", "ANY /x" or "$default". */
  key: string;
  /** integrations/<id> */
  target: string | undefined;
  operationName: string | undefined;
}

export interface Integration {
  id: string;
  uri: string;
  payloadFormatVersion: "1.0" | "2.0";
  timeoutMs: number;
  description: string | undefined;
}

/** What a stage serves: the API as it is (automatic deployment), or as it was at a deployment. */
export interface Routing {
  routes: Map<string, Route>;
  integrations: Map<string, Integration>;
}

export interface Deployment extends Routing {
  id: string;
  description: string | undefined;
  createdAt: number;
}

export interface Stage {
  name: string;
  description: string | undefined;
  autoDeploy: boolean;
  deploymentId: string | undefined;
  variables: Record<string, string>;
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

/** Freezes the routes and integrations of now. */
export function deploy(api: Api, description: string | undefined, createdAt: number): Deployment {
  const { routes, integrations } = structuredClone({ routes: api.routes, integrations: api.integrations });
  const deployment = { id: lowerId(6), description, createdAt, routes, integrations };
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
