import type { IntegrationType } from "@aws-sdk/client-api-gateway";
import { gateway, newApi, newMethod, newResource, patch } from "./fixture.ts";

const putMethod = (more: object) => () => newMethod(more);

async function updateMethod(path: string): Promise<void> {
  await gateway.updateMethod({ ...(await newMethod()), patchOperations: [patch("replace", path, "x")] });
}

async function updateMethodResponse(statusCode: string, ...patchOperations: ReturnType<typeof patch>[]): Promise<void> {
  const method = await newMethod();
  await gateway.putMethodResponse({ ...method, statusCode: "200" });
  await gateway.updateMethodResponse({ ...method, statusCode, patchOperations });
}

const wrong = () => patch("wrong_op", "/responseParameters/method.response.header.a", "true");
const right = () => patch("add", "/responseParameters/method.response.header.b", "true");

async function putIntegration(type: string, more: object = {}) {
  const method = await newMethod();
  await gateway.putIntegration({ ...method, type: type as IntegrationType, ...more });
  return method;
}

async function putIntegrationResponse(more: object): Promise<void> {
  const method = await putIntegration("MOCK");
  await gateway.putMethodResponse({ ...method, statusCode: "200" });
  await gateway.putIntegrationResponse({ ...method, statusCode: "200", ...more });
}

/** A model that methods use: on the root, and on /test. */
async function deleteUsedModel(name: string, ...paths: string[]): Promise<void> {
  const { restApiId, root } = await newApi();
  const schema = JSON.stringify({ type: "object", properties: { a: { type: "string" } } });
  await gateway.createModel({ restApiId, name, contentType: "application/json", schema });
  for (const path of paths) {
    const resourceId = path === "/" ? root : await newResource(restApiId, root, path.slice(1));
    await gateway.putMethod({
      restApiId,
      resourceId,
      httpMethod: "ANY",
      authorizationType: "NONE",
      requestModels: { "application/json": name },
    });
  }
  await gateway.deleteModel({ restApiId, modelName: name });
}

const TABLE_URI = "arn:aws:apigateway:us-east-1:dynamodb:action/PutItem";

/** Methods, their integrations and responses. */
export const methods = {
  "NotFoundException: Invalid Method identifier specified": async () => {
    const { restApiId, root } = await newApi();
    await gateway.getMethod({ restApiId, resourceId: root, httpMethod: "GET" });
  },
  "BadRequestException: Parameter names must be unique across querystring, header and path": putMethod({
    requestParameters: { "method.request.querystring.q": true, "method.request.header.q": true },
  }),
  "ConflictException: Cannot delete model '<name:1>', is referenced in method request: //ANY": () =>
    deleteUsedModel("Model", "/"),
  "ConflictException: Cannot delete model '<name:1>Two', is referenced in method request: //ANY": () =>
    deleteUsedModel("ModelTwo", "/"),
  "ConflictException: Cannot delete model '<name:1>Two', is referenced in method request: /test/ANY": () =>
    deleteUsedModel("ModelTwo", "/test"),
  "BadRequestException: Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY":
    putMethod({ httpMethod: "COPY" }),
  "BadRequestException: Invalid authorizer ID specified. …": putMethod({ authorizationType: "CUSTOM" }),
  "BadRequestException: Invalid Request Validator identifier specified": putMethod({ requestValidatorId: "absent" }),
  "BadRequestException: Invalid model identifier specified: petModel": putMethod({
    requestModels: { "application/json": "petModel" },
  }),
  "BadRequestException: Invalid patch path /httpMethod": () => updateMethod("/httpMethod"),
  "BadRequestException: Invalid patch path /requestParameters": () => updateMethod("/requestParameters"),
  "BadRequestException: Invalid patch path /requestModels/application/json": () =>
    updateMethod("/requestModels/application/json"),

  "ValidationException: 1 validation error detected: Value 'wrong_op' …": () => updateMethodResponse("200", wrong()),
  "ValidationException: 2 validation errors detected: Value 'wrong_op' …patchOperations.2.member.op' …": () =>
    updateMethodResponse("200", wrong(), wrong()),
  "ValidationException: 2 validation errors detected: Value 'wrong_op' …patchOperations.3.member.op' …": () =>
    updateMethodResponse("200", wrong(), right(), wrong()),
  "ValidationException: 4 validation errors detected: Value 'wrong_op' …": () =>
    updateMethodResponse("200", wrong(), wrong(), wrong(), wrong()),
  "ValidationException: 2 validation errors detected: Value 'wrong_op' …; Value 'wrong' at 'statusCode' …": () =>
    updateMethodResponse("wrong", wrong()),
  "ValidationException: 1 validation error detected: Value 'wrong' at 'statusCode' …": () =>
    updateMethodResponse("wrong", right()),
  "NotFoundException: Invalid Response status code specified": () => updateMethodResponse("201", right()),
  "NotFoundException: Content-Type specified was not found": () =>
    updateMethodResponse("200", patch("replace", "/responseModels/application~1json", "Empty")),
  "BadRequestException: Invalid patch path /wrong/method.response.header.my-header": () =>
    updateMethodResponse("200", patch("add", "/wrong/method.response.header.my-header", "true")),

  "NotFoundException: Invalid Integration identifier specified": async () => gateway.getIntegration(await newMethod()),
  "ValidationException: 1 validation error detected: Value 'HTTPS_PROXY' at 'putIntegrationInput.type' …": () =>
    putIntegration("HTTPS_PROXY", { integrationHttpMethod: "GET", uri: "http://localhost" }),
  "BadRequestException: Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: true]":
    () => putIntegration("MOCK", { requestParameters: { "integration.request.header.a": "true" } }),
  "SerializationException: class java.lang.Boolean can not be converted to an String": () =>
    putIntegration("MOCK", { requestParameters: { "integration.request.header.a": true } }),
  "SerializationException: class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String":
    () => putIntegrationResponse({ responseTemplates: { "application/json": 123 } }),
  "BadRequestException: Validation Result: warnings : [], errors : [Invalid content type specified: 123]": () =>
    putIntegrationResponse({ responseTemplates: { "123": "" } }),
  "BadRequestException: Enumeration value for HttpMethod must be non-empty": () =>
    putIntegration("HTTP", { uri: "http://localhost" }),
  "BadRequestException: Invalid HTTP endpoint specified for URI": () =>
    putIntegration("HTTP", { integrationHttpMethod: "GET", uri: "no address" }),
  "BadRequestException: Invalid ARN specified in the request": () =>
    putIntegration("AWS", { integrationHttpMethod: "POST", uri: "http://localhost" }),
  "BadRequestException: AWS ARN for integration must contain path or action": () =>
    putIntegration("AWS", { integrationHttpMethod: "POST", uri: "arn:aws:iam::111111111111:role/service-role/asdf" }),
  "BadRequestException: Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.":
    () => putIntegration("AWS_PROXY", { integrationHttpMethod: "POST", uri: TABLE_URI }),
};
