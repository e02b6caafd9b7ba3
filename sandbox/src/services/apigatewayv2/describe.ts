import type * as sdk from "@aws-sdk/client-apigatewayv2";
import { endpointOf, type Api, type Deployment, type Integration, type Route, type Stage } from "./api.ts";
import type { Authorizer } from "./authorizer.ts";
import { describeRouteSettings } from "./route-settings.ts";

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
    ApiGatewayManaged: route.managed,
    ApiKeyRequired: false,
    AuthorizationScopes: route.authorizationScopes.length ? route.authorizationScopes : undefined,
    AuthorizationType: route.authorizationType,
    AuthorizerId: route.authorizerId,
    OperationName: route.operationName,
    RouteId: route.id,
    RouteKey: route.key,
    Target: route.target,
  };
}

export function describeIntegration(integration: Integration): sdk.Integration {
  return {
    ApiGatewayManaged: integration.managed,
    ConnectionType: "INTERNET",
    CredentialsArn: integration.credentials,
    Description: integration.description,
    IntegrationId: integration.id,
    IntegrationType: integration.type,
    ...(integration.subtype
      ? { IntegrationSubtype: integration.subtype }
      : { IntegrationMethod: integration.method, IntegrationUri: integration.uri }),
    PayloadFormatVersion: integration.payloadFormatVersion,
    RequestParameters: unlessEmpty(integration.requestParameters),
    ResponseParameters: unlessEmpty(integration.responseParameters),
    TimeoutInMillis: integration.timeoutMs,
  };
}

export function describeAuthorizer(authorizer: Authorizer): sdk.Authorizer {
  const { id, name, type, identitySource } = authorizer;
  const common = { AuthorizerId: id, Name: name, AuthorizerType: type, IdentitySource: identitySource };
  if (authorizer.type === "JWT")
    return { ...common, JwtConfiguration: { Audience: authorizer.audience, Issuer: authorizer.issuer } };
  return {
    ...common,
    AuthorizerCredentialsArn: authorizer.credentials,
    AuthorizerPayloadFormatVersion: authorizer.payloadFormatVersion,
    AuthorizerResultTtlInSeconds: authorizer.ttlSeconds,
    AuthorizerUri: authorizer.uri,
    EnableSimpleResponses: authorizer.simpleResponses,
  };
}

function unlessEmpty<T extends object>(record: T): T | undefined {
  return Object.keys(record).length ? record : undefined;
}

export function describeStage(stage: Stage): sdk.Stage {
  const { accessLog } = stage;
  return {
    AccessLogSettings: accessLog && { DestinationArn: accessLog.destinationArn, Format: accessLog.format },
    ApiGatewayManaged: stage.managed,
    AutoDeploy: stage.autoDeploy,
    CreatedDate: new Date(stage.createdAt),
    DefaultRouteSettings: describeRouteSettings(stage.defaultRouteSettings),
    DeploymentId: stage.deploymentId,
    Description: stage.description,
    LastUpdatedDate: new Date(stage.updatedAt),
    RouteSettings: Object.fromEntries(
      Object.entries(stage.routeSettings).map(([key, settings]) => [key, describeRouteSettings(settings)]),
    ),
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
