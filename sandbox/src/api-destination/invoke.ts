import { parseArn } from "../core/arn.ts";
import { AwsError } from "../core/errors.ts";
import type { OperationContext } from "../core/service.ts";
import { BackendTimeout, BackendUnreachable, reach, send, type BackendResponse } from "../execute-api/backend.ts";
import { apiDestinationByArn, type ApiDestination } from "./api-destination.ts";
import { authorizationHeader } from "./authorization.ts";
import { connectionByArn, type Connection } from "./connection.ts";
import { HttpFailure } from "./http-failure.ts";
import { parametersOf, urlOf, type HttpParameters } from "./http-parameters.ts";
import { INVOCATION_TIMEOUT_MS } from "./limits.ts";

/** Statuses that are tried again beside 5xx: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html (2026-11-21) */
const RETRIED = new Set([401, 407, 409, 429]);

/** Sends an event to an API destination, which the principal of `context` has to be allowed. Returns the answer's body; rejects with an HttpFailure for any status but 2xx. */
export async function invokeApiDestination(
  arn: string,
  input: string,
  parameters: HttpParameters,
  context: OperationContext,
): Promise<string> {
  await context.authorize([{ action: "events:InvokeApiDestination", resource: arn }]);
  const destination = apiDestinationByArn(arn, context);
  if (!destination) {
    const name = parseArn(arn)?.resource.split("/")[1];
    throw new AwsError("ResourceNotFoundException", `An api-destination '${name}' does not exist.`, { status: 400 });
  }
  const connection = connectionByArn(destination.connectionArn, context);
  if (connection?.state !== "AUTHORIZED")
    throw new HttpFailure(`The connection of the API destination is ${connection?.state ?? "gone"}.`, {
      isRetriable: connection?.state === "AUTHORIZING",
    });
  await turnOf(destination, context);
  const answer = await observed(
    destination,
    () => request(destination, connection, input, parameters, context),
    context,
  );
  if (answer.status >= 200 && answer.status < 300) return answer.body.toString();
  // A new token is asked for with the next attempt.
  if (answer.status === 401 || answer.status === 407) connection.token = undefined;
  throw new HttpFailure(
    `Unable to invoke ApiDestination endpoint: API destination returned HTTP status ${answer.status} with payload: ${answer.body.toString()}`,
    {
      status: answer.status,
      isRetriable: RETRIED.has(answer.status) || answer.status >= 500,
      retryAfter: retryAfterOf(answer, context.clock.now()),
    },
  );
}

/** Events above the rate wait for their turn. */
async function turnOf(destination: ApiDestination, context: OperationContext): Promise<void> {
  const now = context.clock.now();
  const at = Math.max(now, destination.nextAt);
  destination.nextAt = at + 1000 / destination.ratePerSecond;
  if (at <= now) return;
  await context.waiting(
    new Promise<void>((resolve) => {
      context.clock.after(at - now, resolve);
    }),
  );
}

/** The parameters of the connection win over those of the target. */
async function request(
  destination: ApiDestination,
  connection: Connection,
  input: string,
  parameters: HttpParameters,
  context: OperationContext,
): Promise<BackendResponse> {
  const own = parametersOf(connection.auth!.InvocationHttpParameters);
  const url = urlOf(destination.endpoint, { ...parameters, query: { ...parameters.query, ...own.query } });
  const hasBody = destination.method !== "GET" && destination.method !== "HEAD";
  return send(
    {
      url: reach(url, context.endpoint),
      method: destination.method,
      headers: {
        ...(hasBody ? { "Content-Type": "application/json; charset=utf-8" } : {}),
        "User-Agent": "Amazon/EventBridge/ApiDestinations",
        Range: "bytes=0-1048575",
        ...parameters.headers,
        ...own.headers,
        ...(await authorizationHeader(connection, context)),
        Host: url.host,
      },
      body: Buffer.from(hasBody ? withBodyParameters(input, own.body ?? {}) : ""),
    },
    INVOCATION_TIMEOUT_MS,
  );
}

/** They become members of the event, where that is an object. */
function withBodyParameters(input: string, body: Record<string, string>): string {
  if (!Object.keys(body).length) return input;
  try {
    const event: unknown = JSON.parse(input);
    if (typeof event === "object" && event !== null && !Array.isArray(event))
      return JSON.stringify({ ...event, ...body });
  } catch {
    // no JSON: sent as it is
  }
  return input;
}

async function observed(
  { arn, method, endpoint }: ApiDestination,
  run: () => Promise<BackendResponse>,
  context: OperationContext,
): Promise<BackendResponse> {
  const startedAt = performance.now();
  const tell = (result: string, detail: string) =>
    context.hop({
      caller: context.principal.arn,
      service: "events",
      action: "InvokeApiDestination",
      resource: arn,
      result,
      detail,
      durationMs: performance.now() - startedAt,
    });
  try {
    const answer = await run();
    const isTaken = answer.status >= 200 && answer.status < 300;
    tell(isTaken ? "ok" : String(answer.status), `${answer.status} ${method} ${endpoint}`);
    return answer;
  } catch (error) {
    if (!(error instanceof BackendTimeout || error instanceof BackendUnreachable || error instanceof HttpFailure))
      throw error;
    tell("Unreachable", `${method} ${endpoint}: ${error.message}`);
    throw error instanceof HttpFailure
      ? error
      : new HttpFailure(`Unable to invoke ApiDestination endpoint: ${error.message}`, {
          status: 504,
          isRetriable: true,
        });
  }
}

/** Seconds or a date, in milliseconds from now. */
function retryAfterOf({ headerLines }: BackendResponse, now: number): number | undefined {
  const value = headerLines.find(([name]) => name.toLowerCase() === "retry-after")?.[1];
  if (value === undefined) return undefined;
  const milliseconds = /^-?\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
