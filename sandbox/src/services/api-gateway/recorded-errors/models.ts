import type { GatewayResponseType } from "@aws-sdk/client-api-gateway";
import { gateway, newApi, patch } from "./fixture.ts";

const SCHEMA = JSON.stringify({ type: "object", properties: { a: { type: "string" } } });

async function createModel(name: string, schema = SCHEMA) {
  const { restApiId } = await newApi();
  await gateway.createModel({ restApiId, name, contentType: "application/json", schema });
  return restApiId;
}

async function updateModel(name: string, operation: ReturnType<typeof patch>): Promise<void> {
  const restApiId = await createModel("MySchema");
  await gateway.updateModel({ restApiId, modelName: name, patchOperations: [operation] });
}

async function updateValidator(operation: ReturnType<typeof patch>): Promise<void> {
  const { restApiId } = await newApi();
  const { id } = await gateway.createRequestValidator({ restApiId, name: "validator" });
  await gateway.updateRequestValidator({ restApiId, requestValidatorId: id, patchOperations: [operation] });
}

async function updateResponse(operation: ReturnType<typeof patch>): Promise<void> {
  const { restApiId } = await newApi();
  await gateway.putGatewayResponse({ restApiId, responseType: "DEFAULT_4XX", statusCode: "404" });
  await gateway.updateGatewayResponse({ restApiId, responseType: "DEFAULT_4XX", patchOperations: [operation] });
}

/** Models, validators, authorizers and gateway responses. */
export const models = {
  "NotFoundException: Invalid model name specified: MySchema": async () => {
    const { restApiId } = await newApi();
    await gateway.getModel({ restApiId, modelName: "MySchema" });
  },
  "NotFoundException: Invalid model name specified: mySchema": () =>
    updateModel("mySchema", patch("replace", "/schema", SCHEMA)),
  "ConflictException: Model name already exists for this REST API": async () => {
    const restApiId = await createModel("MySchema");
    await gateway.createModel({ restApiId, name: "MySchema", contentType: "application/json", schema: SCHEMA });
  },
  "BadRequestException: Model name must be non-empty": () => createModel(""),
  "BadRequestException: Model schema must have at least 1 property or array items defined": () =>
    createModel("MySchema", ""),
  "BadRequestException: Invalid patch path '/wrong-path' specified for op 'add'. Please choose supported operations":
    () => updateModel("MySchema", patch("add", "/wrong-path", "x")),
  "BadRequestException: Invalid patch path '/name' specified for op 'replace'. Must be one of: [/description, /schema]":
    () => updateModel("MySchema", patch("replace", "/name", "x")),

  "BadRequestException: Invalid REST API identifier specified": () =>
    gateway.createRequestValidator({ restApiId: "absent", name: "validator" }),
  "NotFoundException: Invalid Request Validator identifier specified": async () => {
    const { restApiId } = await newApi();
    await gateway.getRequestValidator({ restApiId, requestValidatorId: "absent" });
  },
  "BadRequestException: Invalid patch path '/validateRequestBody' specified for op 'add'. Please choose supported operations":
    () => updateValidator(patch("add", "/validateRequestBody", "true")),
  "BadRequestException: Invalid patch path '/validateRequestBody' specified for op 'remove'. Please choose supported operations":
    () => updateValidator(patch("remove", "/validateRequestBody", "true")),
  "BadRequestException: Invalid patch path '/invalidPath' specified for op 'replace'. Must be one of: [/name, /validateRequestParameters, /validateRequestBody]":
    () => updateValidator(patch("replace", "/invalidPath", "x")),
  "BadRequestException: Request Validator name cannot be blank": () => updateValidator(patch("replace", "/name", "")),

  "ConflictException: Unable to complete operation due to concurrent modification. Please try again later.": () =>
    gateway.createAuthorizer({ restApiId: "absent", name: "authorizer", type: "TOKEN" }),

  "NotFoundException: Gateway response type not defined on api": async () => {
    const { restApiId } = await newApi();
    await gateway.deleteGatewayResponse({ restApiId, responseType: "DEFAULT_4XX" });
  },
  "ValidationException: 1 validation error detected: Value 'FAKE_RESPONSE_TYPE' at 'responseType' …": async () => {
    const { restApiId } = await newApi();
    await gateway.getGatewayResponse({ restApiId, responseType: "FAKE_RESPONSE_TYPE" as GatewayResponseType });
  },
  "BadRequestException: Invalid patch path /statusCode": () => updateResponse(patch("add", "/statusCode", "404")),
  "NotFoundException: Invalid parameter name specified": () =>
    updateResponse(patch("replace", "/responseParameters/gatewayresponse.header.absent", "'v'")),
  "BadRequestException: Invalid patch path null": () => updateResponse(patch("add")),
  "ValidationException: 1 validation error detected: Value 'wrong-op' at 'updateGatewayResponseInput.patchOperations.1.member.op' …":
    () => updateResponse(patch("wrong-op", "/statusCode", "404")),
  "BadRequestException: Invalid patch path /wrongPath": () => updateResponse(patch("replace", "/wrongPath", "v")),
  "BadRequestException: Invalid null or empty value in responseTemplates": () =>
    updateResponse(patch("add", "/responseTemplates/application~1json")),
  "BadRequestException: Invalid null or empty value in responseParameters": () =>
    updateResponse(patch("add", "/responseParameters/gatewayresponse.header.a")),
};
