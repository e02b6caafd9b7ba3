import { parseArn } from "../../core/arn.ts";
import { AwsError } from "../../core/errors.ts";
import type { HttpResponse } from "../../core/http.ts";
import type { OperationContext } from "../../core/service.ts";
import { accessLogLine } from "../../execute-api/context-variables.ts";
import { putLines, streamOf } from "../../execute-api/log-lines.ts";
import { badRequest } from "./errors.ts";

interface AccessLogInput {
  DestinationArn?: string | undefined;
  Format?: string | undefined;
}

export interface AccessLog {
  destinationArn: string;
  format: string;
}

const LOG_GROUP = /^arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:[^:*]+(:\*)?$/;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html (2026-11) */
export function readAccessLog(settings: AccessLogInput | undefined, before?: AccessLog): AccessLog | undefined {
  if (!settings?.DestinationArn && !settings?.Format) return undefined;
  const { DestinationArn = before?.destinationArn, Format = before?.format } = settings;
  if (!DestinationArn || !LOG_GROUP.test(DestinationArn))
    throw badRequest(
      `Invalid ARN specified in the request. ARNs must start with 'arn:' and be a log group: ${DestinationArn}`,
    );
  if (!Format) throw badRequest("Access log format is required");
  return { destinationArn: DestinationArn.replace(/:\*$/, ""), format: Format };
}

/** Writes the line for a request. HTTP APIs need no role for it: CloudWatch Logs delivers for them. */
export async function writeAccessLog(
  { destinationArn, format }: AccessLog,
  stream: string,
  variables: Record<string, unknown>,
  response: HttpResponse,
  writer: OperationContext,
): Promise<void> {
  const { body } = response;
  const known = {
    ...variables,
    status: response.status,
    responseLength: typeof body === "string" ? Buffer.byteLength(body) : body instanceof Uint8Array ? body.length : 0,
  };
  const group = parseArn(destinationArn)!.resource.replace(/^log-group:/, "");
  const line = { message: accessLogLine(format, known), timestamp: writer.clock.now() };
  try {
    await putLines(group, streamOf(stream), [line], writer);
  } catch (error) {
    // The request is answered; who looks for the missing line finds the reason on the stream of hops.
    if (!(error instanceof AwsError)) throw error;
    writer.hop({
      caller: "apigateway.amazonaws.com",
      service: "apigatewayv2",
      action: "write access log",
      resource: destinationArn,
      result: error.code,
      detail: error.message,
      durationMs: 0,
    });
  }
}
