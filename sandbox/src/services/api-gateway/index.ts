/**
 * API Gateway REST APIs (control plane and requests).
 *
 * Emulated: APIs, import of OpenAPI 3.0 and Swagger 2.0, resources, methods, models, request validators, authorizers of Lambda and of Cognito
 * user pools, gateway responses, integrations of Lambda (proxy or not), HTTP backends, services of the sandbox and MOCK, mapping templates and
 * parameter mappings, response streaming of proxies, deployments as snapshots, stages with variables and method settings, API keys and usage
 * plans, resource policies, IAM authorization, tags, the account's CloudWatch role, TestInvokeMethod. Requests to
 * <api-id>.execute-api.<region>.amazonaws.com/<stage> (or .localhost): routing, keys, quotas, throttling and caches on the virtual clock,
 * validation with JSON Schema draft 4, binary types, compression, access and execution logs, gateway responses with AWS's codes. Codes and
 * messages follow recordings of AWS (2023 to 2026) where there are some; the others are from AWS's documentation (2026-11).
 *
 * Gaps: export (OpenAPI), import with basepath other than ignore or with extensions that are not listed in import/document.ts, SDKs, model
 * templates; private APIs, VPC links, custom domains, base path mappings, client certificates, documentation, WAF; canary deployments; metrics
 * (also with metricsEnabled) and traces: there is no CloudWatch and no X-Ray to read them from; Firehose; integrations that act with the
 * caller's credentials; TestInvokeAuthorizer; UpdateUsage.
 *
 * By design:
 * - EDGE APIs are served like REGIONAL ones: no headers of CloudFront.
 * - A stage, a cache cluster and the settings of both are there at once; on AWS they take up to minutes.
 * - HTTP integrations reach this machine and other APIs of the sandbox; everything else fails like a broken network (504), with the reason in
 *   the hop.
 * - The keys of a user pool are asked of https://cognito-idp.<region>.amazonaws.com/<pool> among the sandbox's own hosts: while it has no
 *   Cognito, every token is refused (401).
 * - A stage with tracingEnabled samples every request (Sampled=1 in X-Amzn-Trace-Id for its integrations); AWS samples some.
 * - Integrations of AWS services are signed HTTP requests to the sandbox's own endpoint.
 * - Throttling counts exactly; AWS's is best effort.
 */
import { defineService } from "../../core/service.ts";
import { serve } from "./execution/serve.ts";
import { createApiKey } from "./operations/create-api-key.ts";
import { createAuthorizer } from "./operations/create-authorizer.ts";
import { createDeployment } from "./operations/create-deployment.ts";
import { createModel } from "./operations/create-model.ts";
import { createRequestValidator } from "./operations/create-request-validator.ts";
import { createResource } from "./operations/create-resource.ts";
import { createRestApi } from "./operations/create-rest-api.ts";
import { createStage } from "./operations/create-stage.ts";
import { createUsagePlan } from "./operations/create-usage-plan.ts";
import { createUsagePlanKey } from "./operations/create-usage-plan-key.ts";
import { deleteApiKey } from "./operations/delete-api-key.ts";
import { deleteAuthorizer } from "./operations/delete-authorizer.ts";
import { deleteDeployment } from "./operations/delete-deployment.ts";
import { deleteGatewayResponse } from "./operations/delete-gateway-response.ts";
import { deleteIntegration } from "./operations/delete-integration.ts";
import { deleteIntegrationResponse } from "./operations/delete-integration-response.ts";
import { deleteMethod } from "./operations/delete-method.ts";
import { deleteMethodResponse } from "./operations/delete-method-response.ts";
import { deleteModel } from "./operations/delete-model.ts";
import { deleteRequestValidator } from "./operations/delete-request-validator.ts";
import { deleteResource } from "./operations/delete-resource.ts";
import { deleteRestApi } from "./operations/delete-rest-api.ts";
import { deleteStage } from "./operations/delete-stage.ts";
import { deleteUsagePlan } from "./operations/delete-usage-plan.ts";
import { deleteUsagePlanKey } from "./operations/delete-usage-plan-key.ts";
import { flushStageAuthorizersCache } from "./operations/flush-stage-authorizers-cache.ts";
import { flushStageCache } from "./operations/flush-stage-cache.ts";
import { getAccount } from "./operations/get-account.ts";
import { getApiKey } from "./operations/get-api-key.ts";
import { getApiKeys } from "./operations/get-api-keys.ts";
import { getAuthorizer } from "./operations/get-authorizer.ts";
import { getAuthorizers } from "./operations/get-authorizers.ts";
import { getDeployment } from "./operations/get-deployment.ts";
import { getDeployments } from "./operations/get-deployments.ts";
import { getGatewayResponse } from "./operations/get-gateway-response.ts";
import { getGatewayResponses } from "./operations/get-gateway-responses.ts";
import { getIntegration } from "./operations/get-integration.ts";
import { getIntegrationResponse } from "./operations/get-integration-response.ts";
import { getMethod } from "./operations/get-method.ts";
import { getMethodResponse } from "./operations/get-method-response.ts";
import { getModel } from "./operations/get-model.ts";
import { getModels } from "./operations/get-models.ts";
import { getRequestValidator } from "./operations/get-request-validator.ts";
import { getRequestValidators } from "./operations/get-request-validators.ts";
import { getResource } from "./operations/get-resource.ts";
import { getResources } from "./operations/get-resources.ts";
import { getRestApi } from "./operations/get-rest-api.ts";
import { getRestApis } from "./operations/get-rest-apis.ts";
import { getStage } from "./operations/get-stage.ts";
import { getStages } from "./operations/get-stages.ts";
import { getTags } from "./operations/get-tags.ts";
import { getUsage } from "./operations/get-usage.ts";
import { getUsagePlan } from "./operations/get-usage-plan.ts";
import { getUsagePlanKey } from "./operations/get-usage-plan-key.ts";
import { getUsagePlanKeys } from "./operations/get-usage-plan-keys.ts";
import { getUsagePlans } from "./operations/get-usage-plans.ts";
import { importRestApi } from "./operations/import-rest-api.ts";
import { putGatewayResponse } from "./operations/put-gateway-response.ts";
import { putIntegration } from "./operations/put-integration.ts";
import { putIntegrationResponse } from "./operations/put-integration-response.ts";
import { putMethod } from "./operations/put-method.ts";
import { putMethodResponse } from "./operations/put-method-response.ts";
import { putRestApi } from "./operations/put-rest-api.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { testInvokeMethod } from "./operations/test-invoke-method.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateAccount } from "./operations/update-account.ts";
import { updateApiKey } from "./operations/update-api-key.ts";
import { updateAuthorizer } from "./operations/update-authorizer.ts";
import { updateDeployment } from "./operations/update-deployment.ts";
import { updateGatewayResponse } from "./operations/update-gateway-response.ts";
import { updateIntegration } from "./operations/update-integration.ts";
import { updateIntegrationResponse } from "./operations/update-integration-response.ts";
import { updateMethod } from "./operations/update-method.ts";
import { updateMethodResponse } from "./operations/update-method-response.ts";
import { updateModel } from "./operations/update-model.ts";
import { updateRequestValidator } from "./operations/update-request-validator.ts";
import { updateResource } from "./operations/update-resource.ts";
import { updateRestApi } from "./operations/update-rest-api.ts";
import { updateStage } from "./operations/update-stage.ts";
import { updateUsagePlan } from "./operations/update-usage-plan.ts";
import { account } from "./resources/account.ts";
import { apiKey } from "./resources/api-key.ts";
import { authorizer } from "./resources/authorizer.ts";
import { deployment } from "./resources/deployment.ts";
import { gatewayResponse } from "./resources/gateway-response.ts";
import { method } from "./resources/method.ts";
import { model } from "./resources/model.ts";
import { requestValidator } from "./resources/request-validator.ts";
import { resource } from "./resources/resource.ts";
import { restApi } from "./resources/rest-api.ts";
import { stage } from "./resources/stage.ts";
import { usagePlan } from "./resources/usage-plan.ts";
import { usagePlanKey } from "./resources/usage-plan-key.ts";

export const apiGateway = defineService({
  id: "api-gateway",
  client: () => import("@aws-sdk/client-api-gateway"),
  operations: {
    CreateApiKey: createApiKey,
    CreateAuthorizer: createAuthorizer,
    CreateDeployment: createDeployment,
    CreateModel: createModel,
    CreateRequestValidator: createRequestValidator,
    CreateResource: createResource,
    CreateRestApi: createRestApi,
    CreateStage: createStage,
    CreateUsagePlan: createUsagePlan,
    CreateUsagePlanKey: createUsagePlanKey,
    DeleteApiKey: deleteApiKey,
    DeleteAuthorizer: deleteAuthorizer,
    DeleteDeployment: deleteDeployment,
    DeleteGatewayResponse: deleteGatewayResponse,
    DeleteIntegration: deleteIntegration,
    DeleteIntegrationResponse: deleteIntegrationResponse,
    DeleteMethod: deleteMethod,
    DeleteMethodResponse: deleteMethodResponse,
    DeleteModel: deleteModel,
    DeleteRequestValidator: deleteRequestValidator,
    DeleteResource: deleteResource,
    DeleteRestApi: deleteRestApi,
    DeleteStage: deleteStage,
    DeleteUsagePlan: deleteUsagePlan,
    DeleteUsagePlanKey: deleteUsagePlanKey,
    FlushStageAuthorizersCache: flushStageAuthorizersCache,
    FlushStageCache: flushStageCache,
    GetAccount: getAccount,
    GetApiKey: getApiKey,
    GetApiKeys: getApiKeys,
    GetAuthorizer: getAuthorizer,
    GetAuthorizers: getAuthorizers,
    GetDeployment: getDeployment,
    GetDeployments: getDeployments,
    GetGatewayResponse: getGatewayResponse,
    GetGatewayResponses: getGatewayResponses,
    GetIntegration: getIntegration,
    GetIntegrationResponse: getIntegrationResponse,
    GetMethod: getMethod,
    GetMethodResponse: getMethodResponse,
    GetModel: getModel,
    GetModels: getModels,
    GetRequestValidator: getRequestValidator,
    GetRequestValidators: getRequestValidators,
    GetResource: getResource,
    GetResources: getResources,
    GetRestApi: getRestApi,
    GetRestApis: getRestApis,
    GetStage: getStage,
    GetStages: getStages,
    GetTags: getTags,
    GetUsage: getUsage,
    GetUsagePlan: getUsagePlan,
    GetUsagePlanKey: getUsagePlanKey,
    GetUsagePlanKeys: getUsagePlanKeys,
    GetUsagePlans: getUsagePlans,
    ImportRestApi: importRestApi,
    PutGatewayResponse: putGatewayResponse,
    PutIntegration: putIntegration,
    PutIntegrationResponse: putIntegrationResponse,
    PutMethod: putMethod,
    PutMethodResponse: putMethodResponse,
    PutRestApi: putRestApi,
    TagResource: tagResource,
    TestInvokeMethod: testInvokeMethod,
    UntagResource: untagResource,
    UpdateAccount: updateAccount,
    UpdateApiKey: updateApiKey,
    UpdateAuthorizer: updateAuthorizer,
    UpdateDeployment: updateDeployment,
    UpdateGatewayResponse: updateGatewayResponse,
    UpdateIntegration: updateIntegration,
    UpdateIntegrationResponse: updateIntegrationResponse,
    UpdateMethod: updateMethod,
    UpdateMethodResponse: updateMethodResponse,
    UpdateModel: updateModel,
    UpdateRequestValidator: updateRequestValidator,
    UpdateResource: updateResource,
    UpdateRestApi: updateRestApi,
    UpdateStage: updateStage,
    UpdateUsagePlan: updateUsagePlan,
  },
  resources: {
    "AWS::ApiGateway::Account": account,
    "AWS::ApiGateway::ApiKey": apiKey,
    "AWS::ApiGateway::Authorizer": authorizer,
    "AWS::ApiGateway::Deployment": deployment,
    "AWS::ApiGateway::GatewayResponse": gatewayResponse,
    "AWS::ApiGateway::Method": method,
    "AWS::ApiGateway::Model": model,
    "AWS::ApiGateway::RequestValidator": requestValidator,
    "AWS::ApiGateway::Resource": resource,
    "AWS::ApiGateway::RestApi": restApi,
    "AWS::ApiGateway::Stage": stage,
    "AWS::ApiGateway::UsagePlan": usagePlan,
    "AWS::ApiGateway::UsagePlanKey": usagePlanKey,
  },
  serve,
});
