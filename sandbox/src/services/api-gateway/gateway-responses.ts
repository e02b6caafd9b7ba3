import type * as sdk from "@aws-sdk/client-api-gateway";
import { enumViolation, validation } from "./errors.ts";
import type { Definition } from "./rest-api.ts";

/** Status of each type by default; the two defaults keep the status of what they stand for. https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html (2026-11) */
const STATUS: Record<string, number | undefined> = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  QUOTA_EXCEEDED: 429,
  REQUEST_TOO_LARGE: 413,
  RESOURCE_NOT_FOUND: 404,
  THROTTLED: 429,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
};

/** In the order of AWS's validation message. */
const ENUM =
  "REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND, AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, BAD_REQUEST_BODY, INVALID_SIGNATURE, INVALID_API_KEY, BAD_REQUEST_PARAMETERS, AUTHORIZER_FAILURE, UNAUTHORIZED, INTEGRATION_TIMEOUT, ACCESS_DENIED, DEFAULT_4XX, DEFAULT_5XX, WAF_FILTERED, QUOTA_EXCEEDED, THROTTLED, API_CONFIGURATION_ERROR, UNSUPPORTED_MEDIA_TYPE, INTEGRATION_FAILURE, EXPIRED_TOKEN".split(
    ", ",
  );

export const RESPONSE_TYPES = Object.keys(STATUS) as sdk.GatewayResponseType[];

export function checkResponseType(type: string): void {
  if (!(type in STATUS)) throw validation([enumViolation(type, "responseType", ENUM)]);
}

export const DEFAULT_TEMPLATES = { "application/json": '{"message":$context.error.messageString}' };

/** What an API answers in a case: its own response, else its DEFAULT_4XX or DEFAULT_5XX, else AWS's. */
export function gatewayResponse(
  type: sdk.GatewayResponseType,
  { gatewayResponses }: Pick<Definition, "gatewayResponses">,
): sdk.GatewayResponse {
  const own = gatewayResponses.get(type);
  if (own) return own;
  const status = STATUS[type];
  const fallback =
    status === undefined ? undefined : gatewayResponses.get(status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
  return {
    responseType: type,
    statusCode: fallback?.statusCode ?? (status === undefined ? undefined : String(status)),
    responseParameters: fallback?.responseParameters ?? {},
    responseTemplates: fallback?.responseTemplates ?? DEFAULT_TEMPLATES,
    defaultResponse: true,
  };
}
