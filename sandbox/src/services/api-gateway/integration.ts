import type * as sdk from "@aws-sdk/client-api-gateway";
import { NotEmulated } from "../../core/errors.ts";
import { badRequest, enumViolation, invalidMapping, validation } from "./errors.ts";
import { checkService, functionOf, isFunctionArn, isStreamingUri, parseServiceUri } from "./integration-uri.ts";
import { MAX_INTEGRATION_TIMEOUT_MS, MAX_STREAM_MS, MIN_INTEGRATION_TIMEOUT_MS } from "./limits.ts";

const TYPES = ["HTTP", "MOCK", "AWS_PROXY", "HTTP_PROXY", "AWS"];
const PASSTHROUGH = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"];
const CONTENT_HANDLING = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"];

export function checkIntegrationType(type: string): void {
  if (!TYPES.includes(type)) throw validation([enumViolation(type, "putIntegrationInput.type", TYPES)]);
}

/** Refuses what AWS refuses in an integration, new or after an update, and what the sandbox does not emulate. */
export function checkIntegration(integration: sdk.Integration, method: sdk.Method): void {
  const { type, connectionType, timeoutInMillis, passthroughBehavior, contentHandling } = integration;
  if (connectionType !== undefined && connectionType !== "INTERNET")
    throw new NotEmulated(`api-gateway integrations with connectionType ${connectionType}`);
  if (type !== "MOCK" && !integration.httpMethod)
    throw badRequest("Enumeration value for HttpMethod must be non-empty");
  checkUri(integration);
  checkCredentials(integration);
  if (passthroughBehavior !== undefined && !PASSTHROUGH.includes(passthroughBehavior))
    throw badRequest(`Invalid passthroughBehavior specified. Valid options are ${PASSTHROUGH.join(",")}`);
  checkContentHandling(contentHandling);
  const longest = checkTransferMode(integration) === "STREAM" ? MAX_STREAM_MS : MAX_INTEGRATION_TIMEOUT_MS;
  if (timeoutInMillis !== undefined && (timeoutInMillis < MIN_INTEGRATION_TIMEOUT_MS || timeoutInMillis > longest))
    throw badRequest(`Timeout should be between ${MIN_INTEGRATION_TIMEOUT_MS} ms and ${longest} ms`);
  checkTemplates(integration.requestTemplates);
  checkRequestMappings(integration.requestParameters, method);
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html (2026-11) */
function checkTransferMode({ type, uri, responseTransferMode = "BUFFERED" }: sdk.Integration): string {
  if (responseTransferMode !== "BUFFERED" && responseTransferMode !== "STREAM")
    throw badRequest("Invalid responseTransferMode specified. Valid options are BUFFERED,STREAM");
  if (responseTransferMode === "STREAM" && type !== "AWS_PROXY" && type !== "HTTP_PROXY")
    throw badRequest("Response transfer mode STREAM is only supported for HTTP_PROXY and AWS_PROXY integrations");
  if (type === "AWS_PROXY" && isStreamingUri(parseServiceUri(uri!)) !== (responseTransferMode === "STREAM"))
    throw badRequest(`The integration URI does not go with the response transfer mode ${responseTransferMode}`);
  return responseTransferMode;
}

function checkUri({ type, uri }: sdk.Integration): void {
  if (type === "MOCK") return;
  if (type === "HTTP" || type === "HTTP_PROXY") {
    if (!/^https?:\/\/[^/\s]+/.test(uri ?? "")) throw badRequest("Invalid HTTP endpoint specified for URI");
    return;
  }
  const target = parseServiceUri(uri ?? "");
  const name = functionOf(target);
  if (type === "AWS_PROXY") {
    if (target.service === "firehose") throw new NotEmulated("api-gateway AWS_PROXY integrations of Firehose");
    if (name === undefined)
      throw badRequest(
        "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
      );
  }
  if (name !== undefined && !name.includes("${stageVariables.") && !isFunctionArn(name))
    throw badRequest("Invalid Function ARN specified in the request");
  checkService(target);
}

/** Services want credentials; a function has a policy of its own. */
function checkCredentials({ type, uri, credentials }: sdk.Integration): void {
  if (credentials?.includes(":user/*")) throw new NotEmulated("api-gateway integrations with the caller's credentials");
  if (type === "AWS" && !credentials && functionOf(parseServiceUri(uri ?? "")) === undefined)
    throw badRequest("Role ARN must be specified for AWS integrations");
}

export function checkContentHandling(contentHandling: string | undefined): void {
  if (contentHandling !== undefined && !CONTENT_HANDLING.includes(contentHandling))
    throw badRequest(`Invalid contentHandling specified. Valid options are ${CONTENT_HANDLING.join(",")}`);
}

export function checkTemplates(templates: Record<string, string> | undefined): void {
  for (const contentType of Object.keys(templates ?? {}))
    if (!contentType.includes("/") && contentType !== "$default")
      throw invalidMapping("", `Invalid content type specified: ${contentType}`);
}

const TARGET = /^integration\.request\.(querystring|header|path|multivaluequerystring|multivalueheader)\.[^\s]+$/;
const SOURCE =
  /^('[^']*'|context\.\S+|stageVariables\.\w+|method\.request\.(body(\.\S+)?|(querystring|header|path|multivaluequerystring|multivalueheader)\.\S+))$/;

function checkRequestMappings(parameters: Record<string, string> | undefined, method: sdk.Method): void {
  const declared = Object.keys(method.requestParameters ?? {});
  for (const [target, source] of Object.entries(parameters ?? {})) {
    if (!TARGET.test(target) || !SOURCE.test(source)) throw invalidExpression(TARGET.test(target) ? source : target);
    const parameter = /^method\.request\.(?!body)(?:multivalue)?(.+)$/.exec(source)?.[1];
    if (parameter !== undefined && !declared.includes(`method.request.${parameter}`)) throw undeclared(source);
  }
}

/** The headers of an answer must be declared in its method response, where there is one already. */
export function checkResponseMappings(
  parameters: Record<string, string> | undefined,
  response: sdk.MethodResponse | undefined,
): void {
  for (const [target, source] of Object.entries(parameters ?? {})) {
    if (!/^method\.response\.header\.\S+$/.test(target)) throw invalidExpression(target);
    if (
      !/^('[^']*'|context\.\S+|stageVariables\.\w+|integration\.response\.(body(\.\S+)?|(multivalue)?header\.\S+))$/.test(
        source,
      )
    )
      throw invalidExpression(source);
    if (response && response.responseParameters?.[target] === undefined) throw undeclared(target);
  }
}

function invalidExpression(expression: string) {
  return invalidMapping(
    "Invalid mapping expression specified: ",
    `Invalid mapping expression specified: ${expression}`,
  );
}

function undeclared(parameter: string) {
  return invalidMapping(
    "Invalid mapping expression specified: ",
    `Invalid mapping expression parameter specified: ${parameter}`,
  );
}
