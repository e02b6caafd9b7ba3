import { NotEmulated } from "../../core/errors.ts";
import type { Integration } from "./api.ts";
import { badRequest } from "./errors.ts";
import { functionOf } from "./integration-uri.ts";
import { MAX_INTEGRATION_TIMEOUT_MS, MIN_INTEGRATION_TIMEOUT_MS } from "./limits.ts";

interface IntegrationInput {
  IntegrationType?: string | undefined;
  IntegrationUri?: string | undefined;
  IntegrationMethod?: string | undefined;
  ConnectionType?: string | undefined;
  PayloadFormatVersion?: string | undefined;
  TimeoutInMillis?: number | undefined;
  Description?: string | undefined;
}

type Values = Omit<Integration, "id">;

/** The integration after `input`, checked; `before` is undefined for a new one. */
export function applyIntegration(input: IntegrationInput, before?: Values): Values {
  if (input.IntegrationType !== undefined && input.IntegrationType !== "AWS_PROXY")
    throw new NotEmulated(`apigatewayv2 integrations of the type ${input.IntegrationType}`);
  if (input.ConnectionType !== undefined && input.ConnectionType !== "INTERNET")
    throw new NotEmulated(`apigatewayv2 integrations with ConnectionType ${input.ConnectionType}`);
  if (input.IntegrationMethod !== undefined && input.IntegrationMethod !== "POST")
    throw badRequest("Integration method must be POST for a Lambda function");
  const uri = input.IntegrationUri ?? before?.uri;
  if (uri === undefined) throw badRequest("Integration URI is required for integrations of the type AWS_PROXY");
  functionOf(uri);
  const version = input.PayloadFormatVersion ?? before?.payloadFormatVersion;
  if (version === undefined) throw badRequest("PayloadFormatVersion is a required parameter");
  if (version !== "1.0" && version !== "2.0") throw badRequest("PayloadFormatVersion must be one of [1.0, 2.0]");
  const timeoutMs = input.TimeoutInMillis ?? before?.timeoutMs ?? MAX_INTEGRATION_TIMEOUT_MS;
  if (timeoutMs < MIN_INTEGRATION_TIMEOUT_MS || timeoutMs > MAX_INTEGRATION_TIMEOUT_MS)
    throw badRequest(`Timeout should be between ${MIN_INTEGRATION_TIMEOUT_MS} ms and ${MAX_INTEGRATION_TIMEOUT_MS} ms`);
  return { uri, payloadFormatVersion: version, timeoutMs, description: input.Description ?? before?.description };
}
