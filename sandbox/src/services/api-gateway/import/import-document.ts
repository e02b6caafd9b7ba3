import type * as sdk from "@aws-sdk/client-api-gateway";
import { lowerId } from "../../../core/ids.ts";
import type { OperationContext } from "../../../core/service.ts";
import { checkSchema } from "../model.ts";
import { createAuthorizer } from "../operations/create-authorizer.ts";
import { createRequestValidator } from "../operations/create-request-validator.ts";
import { createResource } from "../operations/create-resource.ts";
import { putGatewayResponse } from "../operations/put-gateway-response.ts";
import { childrenOf } from "../resource-tree.ts";
import type { Definition, RestApi } from "../rest-api.ts";
import { checkCompression, checkKeySource, checkPolicy } from "../settings.ts";
import {
  extension,
  invalidInput,
  modelSchema,
  schemasOf,
  securitySchemesOf,
  type Document,
  type Json,
} from "./document.ts";
import { importMethod } from "./import-method.ts";

/** What methods refer to by name in a document, by id in an API. */
export interface Imported {
  authorizers: Map<string, sdk.Authorizer>;
  validators: Map<string, string>;
}

/**
 * Adds all of a document to an API, through the operations that make its parts, with their checks.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html (2026-11)
 */
export async function importDocument(document: Document, api: RestApi, context: OperationContext): Promise<void> {
  try {
    await addAll(document, api, context);
  } catch (error) {
    // A list where a map belongs, a number where a text does: members are not checked one by one.
    throw error instanceof TypeError ? invalidInput() : error;
  }
}

async function addAll(document: Document, api: RestApi, context: OperationContext): Promise<void> {
  const { title, description, version } = document.info;
  Object.assign(api, { name: title, description: description ?? api.description, version: version ?? api.version });
  importSettings(document, api.definition);
  importModels(document, api);
  const imported: Imported = {
    authorizers: await importAuthorizers(document, api, context),
    validators: await importValidators(document, api, context),
  };
  const responses = (extension(document, "gateway-responses") ?? {}) as Record<string, Json>;
  for (const [responseType, { statusCode, responseParameters, responseTemplates }] of Object.entries(responses))
    await putGatewayResponse.run(
      {
        restApiId: api.id,
        responseType: responseType as sdk.GatewayResponseType,
        statusCode: statusCode === undefined ? undefined : String(statusCode),
        responseParameters,
        responseTemplates,
      },
      context,
    );
  for (const [path, item] of Object.entries(document.paths)) {
    const resourceId = await resourceAt(path, api, context);
    for (const [name, operation] of Object.entries(item)) {
      const httpMethod = name === "x-amazon-apigateway-any-method" ? "ANY" : name.toUpperCase();
      if (!METHODS.has(httpMethod)) continue;
      if (operation === null || typeof operation !== "object") throw invalidInput();
      const key = { restApiId: api.id, resourceId, httpMethod };
      await importMethod(key, { operation: operation as Json, item, document, imported }, context);
    }
  }
}

/** Other members of a path are its parameters, summary and description. */
const METHODS = new Set(["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"]);

function importSettings(document: Document, definition: Definition): void {
  const types = extension(document, "binary-media-types") as string[] | undefined;
  if (types) definition.binaryMediaTypes = [...new Set([...definition.binaryMediaTypes, ...types])];
  const size = extension(document, "minimum-compression-size");
  if (size !== undefined) definition.minimumCompressionSize = checkCompression(Number(size));
  const source = extension(document, "api-key-source");
  if (source !== undefined) definition.apiKeySource = checkKeySource(String(source).toUpperCase());
  const policy = extension(document, "policy");
  if (policy !== undefined) definition.policy = checkPolicy(JSON.stringify(policy));
}

/** References between models become URLs; all are there before one is checked, as they may be circular. */
function importModels(document: Document, api: RestApi): void {
  const { models } = api.definition;
  const schemas = Object.entries(schemasOf(document));
  for (const [name, schema] of schemas) {
    const { description } = schema as { description?: string };
    const text = modelSchema(schema, api.id);
    models.set(name, { id: lowerId(6), name, description, contentType: "application/json", schema: text });
  }
  for (const [name] of schemas) checkSchema(models.get(name)!.schema!, api);
}

async function importAuthorizers(
  document: Document,
  api: RestApi,
  context: OperationContext,
): Promise<Map<string, sdk.Authorizer>> {
  const found = new Map<string, sdk.Authorizer>();
  const { authorizers } = api.definition;
  for (const [name, scheme] of Object.entries(securitySchemesOf(document))) {
    const settings = extension(scheme, "authorizer") as Json | undefined;
    if (!settings) continue;
    for (const [id, before] of authorizers) if (before.name === name) authorizers.delete(id);
    const header = scheme["in"] === "header" ? `method.request.header.${String(scheme["name"])}` : undefined;
    const authorizer = await createAuthorizer.run(
      {
        restApiId: api.id,
        name,
        type: String(settings["type"]).toUpperCase() as sdk.AuthorizerType,
        authType: extension(scheme, "authtype") as string | undefined,
        authorizerUri: settings["authorizerUri"],
        authorizerCredentials: settings["authorizerCredentials"],
        authorizerResultTtlInSeconds: settings["authorizerResultTtlInSeconds"],
        identitySource: settings["identitySource"] ?? header,
        identityValidationExpression: settings["identityValidationExpression"],
        providerARNs: settings["providerARNs"],
      },
      context,
    );
    found.set(name, authorizer);
  }
  return found;
}

async function importValidators(
  document: Document,
  api: RestApi,
  context: OperationContext,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const all = (extension(document, "request-validators") ?? {}) as Record<string, Json>;
  for (const [name, { validateRequestBody, validateRequestParameters }] of Object.entries(all)) {
    const input = { restApiId: api.id, name, validateRequestBody, validateRequestParameters };
    found.set(name, (await createRequestValidator.run(input, context)).id!);
  }
  return found;
}

/** The resource of a path; what is missing on the way is made. */
async function resourceAt(path: string, api: RestApi, context: OperationContext): Promise<string> {
  let parentId = api.definition.rootResourceId;
  for (const pathPart of path.split("/").filter(Boolean)) {
    const there = childrenOf(parentId, api.definition).find((child) => child.pathPart === pathPart);
    parentId = there?.id ?? (await createResource.run({ restApiId: api.id, parentId, pathPart }, context)).id!;
  }
  return parentId;
}
