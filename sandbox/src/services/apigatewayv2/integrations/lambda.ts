import { AwsError } from "../../../core/errors.ts";
import type { HttpRequest, HttpResponse } from "../../../core/http.ts";
import type { OperationContext } from "../../../core/service.ts";
import { assumeAsGateway } from "../../../execute-api/assume-role.ts";
import { invokeFunction } from "../../../execute-api/invoke-function.ts";
import { MalformedResponse, responseOf } from "../../../execute-api/proxy-response.ts";
import type { Integration } from "../api.ts";
import { eventV1, eventV2 } from "../event.ts";
import { asGateway, type Exchange } from "../exchange.ts";
import { fillStageVariables, functionOf } from "../integration-uri.ts";
import { serverError, unavailable } from "../refusal.ts";

/** The function gets the request as an event, and its result is the answer. */
export async function callFunction(
  integration: Integration,
  request: HttpRequest,
  exchange: Exchange,
): Promise<HttpResponse & { body: Buffer }> {
  const { payloadFormatVersion: version, timeoutMs } = integration;
  const event = version === "1.0" ? eventV1(exchange, request) : eventV2(exchange, request);
  try {
    const name = functionOf(fillStageVariables(integration.uri, exchange.stage.variables));
    const result = await invokeFunction(name, JSON.stringify(event), timeoutMs, await callerFor(integration, exchange));
    if (!result) throw unavailable(`the integration took more than ${timeoutMs} ms`);
    // The status of Lambda's answer, which is 200 for a failing function too.
    exchange.variables["integrationStatus"] = 200;
    if (result.failed)
      throw serverError(`the function failed: ${(JSON.parse(result.text) as { errorMessage?: string }).errorMessage}`);
    const { isBase64Encoded, body, ...response } = responseOf(JSON.parse(result.text), version);
    return { ...response, body: Buffer.from(body, isBase64Encoded ? "base64" : "utf8") };
  } catch (error) {
    if (error instanceof MalformedResponse) throw serverError(`the function's response is malformed: ${error.message}`);
    if (!(error instanceof AwsError)) throw error;
    if (error.code === "TooManyRequestsException") throw unavailable(error.message);
    throw serverError(error.message);
  }
}

/** The function's own policy decides, or the integration's role. */
async function callerFor({ credentials }: Integration, exchange: Exchange): Promise<OperationContext> {
  const gateway = asGateway(exchange);
  return credentials === undefined ? gateway : gateway.as((await assumeAsGateway(credentials, gateway)).principal);
}
