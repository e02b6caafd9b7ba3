import type * as sdk from "@aws-sdk/client-apigatewayv2";
import { endpointOf, type Api, type Deployment, type Integration, type Route, type Stage } from "./api.ts";

export function describeApi(api: Api): sdk.Api {
  return {
    ApiEndpoint: endpointOf(api),
    ApiId: api.id,
    ApiKeySelectionExpression: "$request.header.x-api-key",
    CorsConfiguration: api.cors,
    CreatedDate: new Date(api.createdAt),
    Description: api.description,
    DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    IpAddressType: "ipv4",
    Name: api.name,
    ProtocolType: "HTTP",
    RouteSelectionExpression: "$request.method $request.path",
    Tags: api.tags,
    Version: api.version,
  };
}

export function describeRoute(route: Route): sdk.Route {
  return {
    ApiKeyRequired: false,
    AuthorizationType: "NONE",
    OperationName: route.operationName,
    RouteId: route.id,
    RouteKey: route.key,
    Target: route.target,
  };
}

export function describeIntegration(integration: Integration): sdk.Integration {
  return {
    ConnectionType: "INTERNET",
    Description: integration.description,
    IntegrationId: integration.id,
    IntegrationMethod: "POST",
    IntegrationType: "AWS_PROXY",
    IntegrationUri: integration.uri,
    PayloadFormatVersion: integration.payloadFormatVersion,
    TimeoutInMillis: integration.timeoutMs,
  };
}

export function describeStage(stage: Stage): sdk.Stage {
  return {
    AutoDeploy: stage.autoDeploy,
    CreatedDate: new Date(stage.createdAt),
    DefaultRouteSettings: { DetailedMetricsEnabled: false },
    DeploymentId: stage.deploymentId,
    Description: stage.description,
    LastUpdatedDate: new Date(stage.updatedAt),
    RouteSettings: {},
    StageName: stage.name,
    StageVariables: stage.variables,
    Tags: stage.tags,
  };
}

export function describeDeployment(deployment: Deployment): sdk.Deployment {
  return {
    AutoDeployed: false,
    CreatedDate: new Date(deployment.createdAt),
    DeploymentId: deployment.id,
    DeploymentStatus: "DEPLOYED",
    Description: deployment.description,
  };
}
