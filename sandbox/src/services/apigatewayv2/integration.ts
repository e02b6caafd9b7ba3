import { NotEmulated } from "../../core/errors.ts";
import type { Integration } from "./api.ts";
import { badRequest } from "./errors.ts";
import { functionOf, hasStageVariables } from "./integration-uri.ts";
import { MAX_INTEGRATION_TIMEOUT_MS, MIN_INTEGRATION_TIMEOUT_MS } from "./limits.ts";
import { checkActionParameters, parseAction } from "./service-actions.ts";
import { checkRequestParameters, checkResponseParameters, merged } from "./parameters.ts";

interface IntegrationInput {
  IntegrationType?: string | undefined;
  IntegrationSubtype?: string | undefined;
  IntegrationUri?: string | undefined;
  IntegrationMethod?: string | undefined;
  ConnectionType?: string | undefined;
  CredentialsArn?: string | undefined;
  PayloadFormatVersion?: string | undefined;
  RequestParameters?: Record<string, string> | undefined;
  ResponseParameters?: Record<string, Record<string, string>> | undefined;
  TimeoutInMillis?: number | undefined;
  Description?: string | undefined;
}

type Values = Omit<Integration, "id">;

const METHODS = ["ANY", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** The integration after `input`, checked; `before` is undefined for a new one. */
export function applyIntegration(input: IntegrationInput, before?: Values): Values {
  const type = input.IntegrationType ?? before?.type;
  const subtype = input.IntegrationSubtype === undefined ? before?.subtype : parseAction(input.IntegrationSubtype);
  if (subtype && type !== "AWS_PROXY")
    throw badRequest("IntegrationSubtype is only supported for integrations of the type AWS_PROXY");
  if (type !== "AWS_PROXY" && type !== "HTTP_PROXY")
    throw ["AWS", "HTTP", "MOCK"].includes(type ?? "")
      ? badRequest(`Integration type ${type} is not supported for HTTP protocol type`)
      : badRequest("Invalid integration type specified");
  if (input.ConnectionType !== undefined && input.ConnectionType !== "INTERNET")
    throw new NotEmulated(`apigatewayv2 integrations with ConnectionType ${input.ConnectionType}`);
  const timeoutMs = input.TimeoutInMillis ?? before?.timeoutMs ?? MAX_INTEGRATION_TIMEOUT_MS;
  if (timeoutMs < MIN_INTEGRATION_TIMEOUT_MS || timeoutMs > MAX_INTEGRATION_TIMEOUT_MS)
    throw badRequest(`Timeout should be between ${MIN_INTEGRATION_TIMEOUT_MS} ms and ${MAX_INTEGRATION_TIMEOUT_MS} ms`);
  const requestParameters = merged(before?.requestParameters, input.RequestParameters);
  const responseParameters = { ...before?.responseParameters, ...input.ResponseParameters };
  for (const [status, mappings] of Object.entries(responseParameters))
    if (!Object.keys(mappings).length) delete responseParameters[status];
  if (subtype) checkActionParameters(subtype, requestParameters);
  else checkRequestParameters(requestParameters);
  checkResponseParameters(responseParameters);
  return {
    type,
    subtype,
    timeoutMs,
    description: input.Description ?? before?.description,
    credentials: input.CredentialsArn ?? before?.credentials,
    requestParameters,
    responseParameters,
    ...(subtype
      ? actionTarget(input, before)
      : type === "AWS_PROXY"
        ? functionTarget(input, before)
        : httpTarget(input, before)),
  };
}

type Target = Pick<Values, "uri" | "method" | "payloadFormatVersion">;

/** The action of a service: there is only version 1.0 of it, and a role that may take it. */
function actionTarget(input: IntegrationInput, before: Values | undefined): Target {
  if (input.IntegrationUri !== undefined || input.IntegrationMethod !== undefined)
    throw badRequest("IntegrationUri and IntegrationMethod are not supported for integrations with IntegrationSubtype");
  const version = input.PayloadFormatVersion ?? before?.payloadFormatVersion ?? "1.0";
  if (version !== "1.0") throw badRequest("PayloadFormatVersion must be 1.0 for integrations with IntegrationSubtype");
  if ((input.CredentialsArn ?? before?.credentials) === undefined)
    throw badRequest("CredentialsArn is required for integrations with IntegrationSubtype");
  return { uri: "", method: "POST", payloadFormatVersion: version };
}

function functionTarget(input: IntegrationInput, before: Values | undefined): Target {
  if (input.IntegrationMethod !== undefined && input.IntegrationMethod !== "POST")
    throw badRequest("Integration method must be POST for a Lambda function");
  const uri = input.IntegrationUri ?? before?.uri;
  if (uri === undefined) throw badRequest("Integration URI is required for integrations of the type AWS_PROXY");
  if (!hasStageVariables(uri)) functionOf(uri);
  const version = input.PayloadFormatVersion ?? before?.payloadFormatVersion;
  if (version === undefined) throw badRequest("PayloadFormatVersion is a required parameter");
  if (version !== "1.0" && version !== "2.0") throw badRequest("PayloadFormatVersion must be one of [1.0, 2.0]");
  return { uri, method: "POST", payloadFormatVersion: version };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html (2026-11) */
function httpTarget(input: IntegrationInput, before: Values | undefined): Target {
  const method = input.IntegrationMethod ?? before?.method;
  if (method === undefined) throw badRequest("HttpMethod must be specified for HTTP_PROXY integrations");
  if (!METHODS.includes(method)) throw badRequest("Invalid HttpMethod specified");
  const uri = input.IntegrationUri ?? before?.uri;
  if (!/^https?:\/\/[^/\s]+/.test(uri ?? "")) throw badRequest("Invalid HTTP endpoint specified for URI");
  const version = input.PayloadFormatVersion ?? before?.payloadFormatVersion ?? "1.0";
  if (version !== "1.0") throw badRequest("PayloadFormatVersion must be 1.0 for HTTP_PROXY integrations");
  if (input.CredentialsArn !== undefined) throw badRequest("Credentials are not supported for HTTP_PROXY integrations");
  return { uri: uri!, method, payloadFormatVersion: version };
}
