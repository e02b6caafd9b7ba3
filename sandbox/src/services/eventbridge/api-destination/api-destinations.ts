import type { ApiDestination as ApiDestinationEntry } from "@aws-sdk/client-eventbridge";
import { apiDestinations, stateOf, type ApiDestination } from "../../../api-destination/api-destination.ts";
import { connectionByArn } from "../../../api-destination/connection.ts";
import { Constraints } from "../../../core/constraints.ts";
import type { OperationContext } from "../../../core/service.ts";
import { apiDestinationNotFound, connectionNotFound, invalidParameter } from "../errors.ts";
import { MAX_NAME, MAX_RATE_PER_SECOND } from "../limits.ts";

/** As AWS prints them (recorded). */
const CONNECTION_ARN = String.raw`^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:connection\/[\.\-_A-Za-z0-9]+\/[\-A-Za-z0-9]+$`;
const METHODS = ["HEAD", "POST", "PATCH", "DELETE", "PUT", "GET", "OPTIONS"];

export function getApiDestination(name: string, verb: string, context: OperationContext): ApiDestination {
  const destination = context.state(apiDestinations).get(name);
  if (!destination) throw apiDestinationNotFound(name, verb);
  return destination;
}

interface Settings {
  Name: string | undefined;
  ConnectionArn?: string | undefined;
  HttpMethod?: string | undefined;
  InvocationEndpoint?: string | undefined;
  InvocationRateLimitPerSecond?: number | undefined;
}

export function checkSettings(settings: Settings, verb: string, context: OperationContext): void {
  const {
    Name,
    ConnectionArn,
    HttpMethod,
    InvocationEndpoint: endpoint,
    InvocationRateLimitPerSecond: rate,
  } = settings;
  new Constraints()
    .matches("name", Name, String.raw`[\.\-_A-Za-z0-9]+`)
    .length("name", Name, { min: 1, max: MAX_NAME })
    .matches("connectionArn", ConnectionArn, CONNECTION_ARN)
    .oneOf("httpMethod", HttpMethod, METHODS)
    .range("invocationRateLimitPerSecond", rate, { min: 1, max: MAX_RATE_PER_SECOND })
    .check();
  if (endpoint !== undefined && !isEndpoint(endpoint))
    throw invalidParameter("InvocationEndpoint", "The endpoint must be an HTTPS URL.");
  if (ConnectionArn !== undefined && !connectionByArn(ConnectionArn, context))
    throw connectionNotFound(ConnectionArn.split("/")[1]!, verb);
}

/** AWS takes https only; a server of a test on this machine has no certificate. */
function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname));
}

export function describe(destination: ApiDestination, context: OperationContext): ApiDestinationEntry {
  return {
    ...answerOf(destination, context),
    Name: destination.name,
    ConnectionArn: destination.connectionArn,
    InvocationEndpoint: destination.endpoint,
    HttpMethod: destination.method,
    InvocationRateLimitPerSecond: destination.ratePerSecond,
  };
}

/** What creating and changing one answers. */
export function answerOf(destination: ApiDestination, context: OperationContext) {
  return {
    ApiDestinationArn: destination.arn,
    ApiDestinationState: stateOf(destination, context),
    CreationTime: new Date(destination.createdAt),
    LastModifiedTime: new Date(destination.modifiedAt),
  };
}
