import type * as sdk from "@aws-sdk/client-api-gateway";
import { parseArn } from "../../../core/arn.ts";
import { AwsError } from "../../../core/errors.ts";
import type { HttpResponse } from "../../../core/http.ts";
import type { OperationContext } from "../../../core/service.ts";
import { assumeAsGateway } from "../../../execute-api/assume-role.ts";
import { accessLogLine } from "../../../execute-api/context-variables.ts";
import { putLines, streamOf } from "../../../execute-api/log-lines.ts";
import { accounts } from "../account.ts";
import type { Exchange } from "./exchange.ts";

/** Writes the access log and the execution log, as far as the stage wants them, with the role of the account settings. */
export async function writeLogs(
  exchange: Exchange,
  response: HttpResponse,
  setting: sdk.MethodSetting,
  gateway: OperationContext,
): Promise<void> {
  const { stage, api, log } = exchange;
  const { destinationArn, format } = stage.accessLogSettings ?? {};
  const level = setting.loggingLevel ?? "OFF";
  const lines = log.lines.filter(({ isError, message }) =>
    level === "INFO" ? setting.dataTraceEnabled || !TRACE.test(message) : level === "ERROR" && isError,
  );
  const role = gateway.state(accounts).cloudwatchRoleArn;
  if (!role || (!lines.length && !(destinationArn && format))) return;
  try {
    const { principal } = await assumeAsGateway(role, gateway);
    const writer = gateway.as(principal);
    if (destinationArn && format) {
      const group = parseArn(destinationArn)!.resource.split(":")[1]!;
      const message = accessLogLine(format, accessVariables(exchange, response));
      await putLines(group, streamOf(api.id + stage.stageName), [{ message, timestamp: gateway.clock.now() }], writer);
    }
    if (lines.length) {
      const group = `API-Gateway-Execution-Logs_${api.id}/${stage.stageName}`;
      await putLines(
        group,
        streamOf(log.requestId),
        lines.map(({ message, timestamp }) => ({ message: `(${log.requestId}) ${message}`, timestamp })),
        writer,
      );
    }
  } catch (error) {
    // The request is answered; who looks for the missing log finds the reason on the stream of hops.
    if (!(error instanceof AwsError)) throw error;
    gateway.hop({
      caller: "apigateway.amazonaws.com",
      service: "api-gateway",
      action: "write logs",
      resource: role,
      result: error.code,
      detail: error.message,
      durationMs: 0,
    });
  }
}

/** Lines with the content of requests and answers, written only with data tracing. */
const TRACE =
  /^(Method request (path|query string|headers|body)|Endpoint re(quest|sponse) (headers|body)|Method response (headers|body))/;

function accessVariables({ variables, startedAt }: Exchange, response: HttpResponse): Record<string, unknown> {
  const { body } = response;
  return {
    ...variables,
    status: response.status,
    responseLength:
      typeof body === "string" ? Buffer.byteLength(body) : body instanceof Uint8Array ? body.byteLength : undefined,
    responseLatency: Math.round(performance.now() - startedAt),
  };
}
