/**
 * API Gateway HTTP APIs (control plane and requests); WebSocket APIs are another product under the same name.
 *
 * Emulated: APIs (quick create too), routes, integrations of Lambda (payload formats 1.0 and 2.0), of HTTP URLs, of SQS, EventBridge and Step Functions, parameter mapping, stages
 * ($default and named, automatic and explicit deployments, stage variables, throttling of stages and routes, access logs), CORS, IAM
 * authorization, JWT authorizers (the keys are fetched from the issuer), Lambda authorizers (both formats, simple responses, caching), tags.
 * Requests to <api-id>.execute-api.<region>.amazonaws.com (or .localhost) with AWS's choice of stage and route, its events and its reading of
 * the function's response, its time-out, and its permissions: the function's resource policy decides whether API Gateway may invoke it. From
 * AWS's documentation (2026-11), not recorded: the texts of BadRequestException and ConflictException, and of www-authenticate but for these,
 * seen in answers of AWS: no token, segments, audience, scopes, issuer or keys not reached.
 *
 * Gaps: WebSocket APIs; OpenAPI import; integrations of other AWS services (IntegrationSubtype) and VPC links; stage variables in the URI of an
 * authorizer; custom domains; access logs to Firehose; metrics (also with DetailedMetricsEnabled: there is no CloudWatch to read them from);
 * mutual TLS; models.
 *
 * By design:
 * - Changes to a stage with automatic deployment are served at once, and no deployment is recorded for them; AWS takes a moment.
 * - Header names of format 1.0 are in lower case, as HTTP/2 clients send them to AWS.
 * - Issuers and HTTP backends are reached on this machine and among the sandbox's own hosts; all others are like a broken network. AWS asks an
 *   issuer for its discovery document when an authorizer is made, the sandbox when the first token comes; issuers on this machine may speak
 *   HTTP.
 * - Throttling counts exactly; AWS's is best effort.
 * - A request for an unknown API id is answered 404; on AWS the name does not resolve.
 */
import { defineService } from "../../core/service.ts";
import { createApi } from "./operations/create-api.ts";
import { createAuthorizer } from "./operations/create-authorizer.ts";
import { createDeployment } from "./operations/create-deployment.ts";
import { createIntegration } from "./operations/create-integration.ts";
import { createRoute } from "./operations/create-route.ts";
import { createStage } from "./operations/create-stage.ts";
import { deleteAccessLogSettings } from "./operations/delete-access-log-settings.ts";
import { deleteApi } from "./operations/delete-api.ts";
import { deleteAuthorizer } from "./operations/delete-authorizer.ts";
import { deleteCorsConfiguration } from "./operations/delete-cors-configuration.ts";
import { deleteDeployment } from "./operations/delete-deployment.ts";
import { deleteIntegration } from "./operations/delete-integration.ts";
import { deleteRouteSettings } from "./operations/delete-route-settings.ts";
import { deleteRoute } from "./operations/delete-route.ts";
import { deleteStage } from "./operations/delete-stage.ts";
import { getApi } from "./operations/get-api.ts";
import { getApis } from "./operations/get-apis.ts";
import { getAuthorizer } from "./operations/get-authorizer.ts";
import { getAuthorizers } from "./operations/get-authorizers.ts";
import { getDeployment } from "./operations/get-deployment.ts";
import { getDeployments } from "./operations/get-deployments.ts";
import { getIntegration } from "./operations/get-integration.ts";
import { getIntegrations } from "./operations/get-integrations.ts";
import { getRoute } from "./operations/get-route.ts";
import { getRoutes } from "./operations/get-routes.ts";
import { getStage } from "./operations/get-stage.ts";
import { getStages } from "./operations/get-stages.ts";
import { getTags } from "./operations/get-tags.ts";
import { resetAuthorizersCache } from "./operations/reset-authorizers-cache.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateApi } from "./operations/update-api.ts";
import { updateAuthorizer } from "./operations/update-authorizer.ts";
import { updateIntegration } from "./operations/update-integration.ts";
import { updateRoute } from "./operations/update-route.ts";
import { updateStage } from "./operations/update-stage.ts";
import { api } from "./resources/api.ts";
import { authorizer } from "./resources/authorizer.ts";
import { deployment } from "./resources/deployment.ts";
import { integration } from "./resources/integration.ts";
import { route } from "./resources/route.ts";
import { stage } from "./resources/stage.ts";
import { serve } from "./serve.ts";

export const apigatewayv2 = defineService({
  id: "apigatewayv2",
  client: () => import("@aws-sdk/client-apigatewayv2"),
  operations: {
    CreateApi: createApi,
    CreateAuthorizer: createAuthorizer,
    CreateDeployment: createDeployment,
    CreateIntegration: createIntegration,
    CreateRoute: createRoute,
    CreateStage: createStage,
    DeleteAccessLogSettings: deleteAccessLogSettings,
    DeleteApi: deleteApi,
    DeleteAuthorizer: deleteAuthorizer,
    DeleteCorsConfiguration: deleteCorsConfiguration,
    DeleteDeployment: deleteDeployment,
    DeleteIntegration: deleteIntegration,
    DeleteRoute: deleteRoute,
    DeleteRouteSettings: deleteRouteSettings,
    DeleteStage: deleteStage,
    GetApi: getApi,
    GetApis: getApis,
    GetAuthorizer: getAuthorizer,
    GetAuthorizers: getAuthorizers,
    GetDeployment: getDeployment,
    GetDeployments: getDeployments,
    GetIntegration: getIntegration,
    GetIntegrations: getIntegrations,
    GetRoute: getRoute,
    GetRoutes: getRoutes,
    GetStage: getStage,
    GetStages: getStages,
    GetTags: getTags,
    ResetAuthorizersCache: resetAuthorizersCache,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateApi: updateApi,
    UpdateAuthorizer: updateAuthorizer,
    UpdateIntegration: updateIntegration,
    UpdateRoute: updateRoute,
    UpdateStage: updateStage,
  },
  resources: {
    "AWS::ApiGatewayV2::Api": api,
    "AWS::ApiGatewayV2::Authorizer": authorizer,
    "AWS::ApiGatewayV2::Deployment": deployment,
    "AWS::ApiGatewayV2::Integration": integration,
    "AWS::ApiGatewayV2::Route": route,
    "AWS::ApiGatewayV2::Stage": stage,
  },
  serve,
});
