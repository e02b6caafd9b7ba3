import type * as sdk from "@aws-sdk/client-api-gateway";
import { lowerId } from "../../../core/ids.ts";
import type { OperationContext } from "../../../core/service.ts";
import { badRequest } from "../errors.ts";
import { putIntegration } from "../operations/put-integration.ts";
import { putIntegrationResponse } from "../operations/put-integration-response.ts";
import { putMethod } from "../operations/put-method.ts";
import { putMethodResponse } from "../operations/put-method-response.ts";
import { requireResource, requireRestApi } from "../rest-api.ts";
import { extension, modelSchema, refName, resolved, securitySchemesOf, type Document, type Json } from "./document.ts";
import type { Imported } from "./import-document.ts";

interface Key {
  restApiId: string;
  resourceId: string;
  httpMethod: string;
}

interface Source {
  operation: Json;
  /** The path's own members: parameters that all of its methods have. */
  item: Json;
  document: Document;
  imported: Imported;
}

export async function importMethod(key: Key, source: Source, context: OperationContext): Promise<void> {
  const { operation, document, imported } = source;
  requireResource(requireRestApi(key.restApiId, context), key.resourceId).methods.delete(key.httpMethod);
  const parameters = [...(source.item["parameters"] ?? []), ...(operation["parameters"] ?? [])].map((one) =>
    resolved(one as Json, document),
  );
  const validator = extension(operation, "request-validator") ?? extension(document, "request-validator");
  await putMethod.run(
    {
      ...key,
      ...authorizationOf(source),
      operationName: operation["operationId"],
      requestParameters: Object.fromEntries(parameters.flatMap(requestParameter)),
      requestModels: requestModels(key, parameters, source, context),
      requestValidatorId: typeof validator === "string" ? imported.validators.get(validator) : undefined,
    },
    context,
  );
  for (const [statusCode, response] of Object.entries((operation["responses"] ?? {}) as Record<string, Json>))
    if (/^\d{3}$/.test(statusCode))
      await importResponse({ ...key, statusCode }, resolved(response, document), source, context);
  const integration = extension(operation, "integration") as Json | undefined;
  if (integration) await importIntegration(key, integration, context);
}

const PLACES: Record<string, string> = { path: "path", query: "querystring", header: "header" };

function requestParameter({ in: where, name, required }: Json): [string, boolean][] {
  const place = PLACES[String(where)];
  return place === undefined ? [] : [[`method.request.${place}.${String(name)}`, required === true]];
}

/** Security of the method, else of the document: one authorizer, IAM, or a key. */
function authorizationOf({ operation, document, imported }: Source) {
  const requirements = (operation["security"] ?? document["security"] ?? []) as Record<string, string[]>[];
  let authorizationType = (extension(operation, "auth") as Json | undefined)?.["type"] as string | undefined;
  let authorizerId: string | undefined;
  let authorizationScopes: string[] = [];
  let apiKeyRequired = false;
  for (const [name, scopes] of requirements.flatMap((requirement) => Object.entries(requirement))) {
    const scheme = securitySchemesOf(document)[name];
    const authorizer = imported.authorizers.get(name);
    if (authorizer) {
      authorizationType = authorizer.type === "COGNITO_USER_POOLS" ? "COGNITO_USER_POOLS" : "CUSTOM";
      authorizerId = authorizer.id;
      authorizationScopes = authorizer.type === "COGNITO_USER_POOLS" ? scopes : [];
    } else if (scheme && extension(scheme, "authtype") === "awsSigv4") authorizationType = "AWS_IAM";
    else if (scheme?.["type"] === "apiKey" && String(scheme["name"]).toLowerCase() === "x-api-key")
      apiKeyRequired = true;
  }
  return { authorizationType: authorizationType ?? "NONE", authorizerId, authorizationScopes, apiKeyRequired };
}

/** By content type; a schema without a name becomes a model of its own. */
function requestModels(
  { restApiId }: Key,
  parameters: Json[],
  { operation, document }: Source,
  context: OperationContext,
): Record<string, string> {
  const body = parameters.find((parameter) => parameter["in"] === "body")?.["schema"] as Json | undefined;
  const consumes = (operation["consumes"] ?? document["consumes"] ?? ["application/json"]) as string[];
  const content = operation["requestBody"]
    ? schemasByType(resolved(operation["requestBody"] as Json, document)["content"])
    : body
      ? consumes.map((type): [string, Json] => [type, body])
      : [];
  return Object.fromEntries(content.map(([type, schema]) => [type, modelName(schema, restApiId, context)]));
}

function schemasByType(content: unknown): [string, Json][] {
  return Object.entries((content ?? {}) as Record<string, Json>).flatMap(([type, { schema }]) =>
    schema ? [[type, schema as Json]] : [],
  );
}

function modelName(schema: Json, restApiId: string, context: OperationContext): string {
  if (typeof schema["$ref"] === "string") return refName(schema["$ref"]);
  const name = `MODEL${lowerId(6)}`;
  const text = modelSchema(schema, restApiId);
  requireRestApi(restApiId, context).definition.models.set(name, {
    id: lowerId(6),
    name,
    contentType: "application/json",
    schema: text,
  });
  return name;
}

async function importResponse(
  key: Key & { statusCode: string },
  response: Json,
  { operation, document }: Source,
  context: OperationContext,
): Promise<void> {
  const produces = (operation["produces"] ?? document["produces"] ?? ["application/json"]) as string[];
  const schema = response["schema"] as Json | undefined;
  const content = response["content"]
    ? schemasByType(response["content"])
    : schema
      ? produces.map((type): [string, Json] => [type, schema])
      : [];
  const models = Object.fromEntries(content.map(([type, one]) => [type, modelName(one, key.restApiId, context)]));
  const headers = Object.keys((response["headers"] ?? {}) as object);
  await putMethodResponse.run(
    {
      ...key,
      responseModels: content.length ? models : undefined,
      responseParameters: headers.length
        ? Object.fromEntries(headers.map((name) => [`method.response.header.${name}`, false]))
        : undefined,
    },
    context,
  );
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html (2026-11) */
async function importIntegration(key: Key, integration: Json, context: OperationContext): Promise<void> {
  const { type, passthroughBehavior, responses = {} } = integration;
  if (typeof type !== "string") throw badRequest(`Integration type is required for ${key.httpMethod}`);
  await putIntegration.run(
    {
      ...key,
      type: type.toUpperCase() as sdk.IntegrationType,
      integrationHttpMethod: integration["httpMethod"],
      uri: integration["uri"],
      connectionType: integration["connectionType"],
      credentials: integration["credentials"],
      requestParameters: integration["requestParameters"],
      requestTemplates: texts(integration["requestTemplates"]),
      passthroughBehavior: passthroughBehavior === undefined ? undefined : String(passthroughBehavior).toUpperCase(),
      contentHandling: integration["contentHandling"],
      timeoutInMillis: integration["timeoutInMillis"],
      cacheNamespace: integration["cacheNamespace"],
      cacheKeyParameters: integration["cacheKeyParameters"],
      responseTransferMode: integration["responseTransferMode"],
    },
    context,
  );
  for (const [pattern, response] of Object.entries(responses as Record<string, Json>))
    await putIntegrationResponse.run(
      {
        ...key,
        statusCode: String(response["statusCode"]),
        selectionPattern: pattern === "default" ? undefined : pattern,
        responseParameters: response["responseParameters"],
        responseTemplates: texts(response["responseTemplates"]),
        contentHandling: response["contentHandling"],
      },
      context,
    );
}

/** In YAML a template may have been read as an object. */
function texts(templates: Record<string, unknown> | undefined): Record<string, string> | undefined {
  return (
    templates &&
    Object.fromEntries(
      Object.entries(templates).map(([type, value]) => [
        type,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    )
  );
}
