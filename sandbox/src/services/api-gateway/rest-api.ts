import type * as sdk from "@aws-sdk/client-api-gateway";
import type { OperationContext } from "../../core/service.ts";
import { defineStore, type State } from "../../core/state.ts";
import { notFound } from "./errors.ts";

/** A node of the path tree; its path follows from its parents. */
export interface Resource {
  id: string;
  /** Absent for the root. */
  parentId: string | undefined;
  pathPart: string;
  methods: Map<string, sdk.Method>;
}

/** All that a deployment freezes: later changes are served only after another one. */
export interface Definition {
  rootResourceId: string;
  resources: Map<string, Resource>;
  /** By name. */
  models: Map<string, sdk.Model>;
  validators: Map<string, sdk.RequestValidator>;
  authorizers: Map<string, sdk.Authorizer>;
  /** Only those set by the owner, by type. */
  gatewayResponses: Map<string, sdk.GatewayResponse>;
  binaryMediaTypes: string[];
  minimumCompressionSize: number | undefined;
  apiKeySource: "HEADER" | "AUTHORIZER";
  policy: string | undefined;
  disableExecuteApiEndpoint: boolean;
}

export interface Deployment {
  id: string;
  description: string | undefined;
  createdAt: number;
  definition: Definition;
}

export interface Stage
  extends Required<Pick<sdk.Stage, "stageName" | "deploymentId">>, Omit<sdk.Stage, "stageName" | "deploymentId"> {
  stageName: string;
  deploymentId: string;
  methodSettings: Record<string, sdk.MethodSetting>;
  variables: Record<string, string>;
  tags: Record<string, string>;
}

export interface RestApi {
  id: string;
  account: string;
  region: string;
  name: string;
  description: string | undefined;
  version: string | undefined;
  createdAt: number;
  endpointType: "EDGE" | "REGIONAL" | "PRIVATE";
  ipAddressType: "ipv4" | "dualstack";
  tags: Record<string, string> | undefined;
  definition: Definition;
  stages: Map<string, Stage>;
  deployments: Map<string, Deployment>;
}

export const restApis = defineStore("regional", () => new Map<string, RestApi>());

export function requireRestApi(id: string, context: OperationContext): RestApi {
  const api = context.state(restApis).get(id);
  // AWS prints account and id.
  if (!api) throw notFound(`Invalid API identifier specified ${context.account}:${id}`);
  return api;
}

/** Ids are unique over accounts and Regions: a request carries nothing else. */
export function findRestApi(id: string, state: State): RestApi | undefined {
  for (const all of state.all(restApis)) if (all.has(id)) return all.get(id);
  return undefined;
}

export function requireResource(api: RestApi, id: string): Resource {
  const resource = api.definition.resources.get(id);
  if (!resource) throw notFound("Invalid Resource identifier specified");
  return resource;
}

interface MethodInput {
  restApiId: string | undefined;
  resourceId: string | undefined;
  httpMethod: string | undefined;
}

export function requireMethod(input: MethodInput, context: OperationContext): sdk.Method {
  const resource = requireResource(requireRestApi(input.restApiId!, context), input.resourceId!);
  const method = resource.methods.get(input.httpMethod!);
  if (!method) throw notFound("Invalid Method identifier specified");
  return method;
}

export function requireMethodResponse(
  input: MethodInput & { statusCode: string | undefined },
  context: OperationContext,
) {
  const response = requireMethod(input, context).methodResponses?.[input.statusCode!];
  if (!response) throw notFound("Invalid Response status code specified");
  return response;
}

export function requireIntegration(input: MethodInput, context: OperationContext): sdk.Integration {
  const integration = requireMethod(input, context).methodIntegration;
  if (!integration) throw notFound("Invalid Integration identifier specified");
  return integration;
}

export function requireIntegrationResponse(
  input: MethodInput & { statusCode: string | undefined },
  context: OperationContext,
) {
  const response = requireIntegration(input, context).integrationResponses?.[input.statusCode!];
  if (!response) throw notFound("Invalid Response status code specified");
  return response;
}

export function requireStage(api: RestApi, name: string): Stage {
  const stage = api.stages.get(name);
  if (!stage) throw notFound("Invalid stage identifier specified");
  return stage;
}

export function requireDeployment(api: RestApi, id: string): Deployment {
  const deployment = api.deployments.get(id);
  if (!deployment) throw notFound("Invalid Deployment identifier specified");
  return deployment;
}

export function requireModel(api: RestApi, name: string): sdk.Model {
  const model = api.definition.models.get(name);
  if (!model) throw notFound(`Invalid model name specified: ${name}`);
  return model;
}

export function requireValidator(api: RestApi, id: string): sdk.RequestValidator {
  const validator = api.definition.validators.get(id);
  if (!validator) throw notFound("Invalid Request Validator identifier specified");
  return validator;
}

export function requireAuthorizer(api: RestApi, id: string): sdk.Authorizer {
  const authorizer = api.definition.authorizers.get(id);
  if (!authorizer) throw notFound("Invalid Authorizer identifier specified");
  return authorizer;
}
