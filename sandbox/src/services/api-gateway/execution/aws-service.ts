import type * as sdk from "@aws-sdk/client-api-gateway";
import type { Credential } from "../../../core/credentials.ts";
import { authorizationOf, sessionHeaders } from "../../../execute-api/sign.ts";
import { services } from "../../index.ts";
import { fillStageVariables, parseServiceUri, type ServiceUri } from "../integration-uri.ts";
import type { IntegrationRequest } from "../mapping/parameters.ts";
import type { BackendAnswer } from "./answer.ts";
import { assumeRole } from "./credentials.ts";
import type { Exchange } from "./exchange.ts";
import { cut, javaMap } from "./execution-log.ts";
import { fill, send } from "./http.ts";

/**
 * An AWS integration: one HTTP request to the service's API, signed by the role of the integration, as API Gateway makes it. It goes to the
 * sandbox's own endpoint, so that every protocol, path and error of a service is as its clients see it.
 */
export async function callService(
  integration: sdk.Integration,
  request: IntegrationRequest,
  exchange: Exchange,
): Promise<BackendAnswer> {
  const { stage, context, api, log, variables } = exchange;
  const uri = parseServiceUri(fillStageVariables(integration.uri!, stage.variables));
  const credential = await assumeRole(integration.credentials!, exchange);
  addAction(uri, request);
  const path =
    uri.kind === "action" ? "/" : `/${uri.subdomain ? `${uri.subdomain}/` : ""}${fill(uri.rest, request.path)}`;
  const [plainPath, fixedQuery = ""] = path.split("?") as [string, string?];
  const query = new URLSearchParams(fixedQuery);
  for (const [name, values] of request.query) for (const value of values) query.append(name, value);
  // A path of "/" is written path//: no host follows.
  const url = new URL(encodeURI(decodeURI(plainPath.replace(/^\/+/, "/"))), context.endpoint);
  url.search = query.toString().replaceAll("+", "%20");
  const method = integration.httpMethod === "ANY" ? exchange.request.method : integration.httpMethod!;
  request.headers.set("Host", url.host);
  request.headers.set("User-Agent", `AmazonAPIGateway_${api.id}`);
  // Services that speak query answer in JSON then.
  if (!request.headers.get("accept")) request.headers.set("Accept", "application/json");
  sign(credential, uri, { url, method, request }, context.clock.now());
  const endpoint = `https://${uri.service}.${uri.region}.amazonaws.com${url.pathname}${url.search}`;
  log.info(`Endpoint request URI: ${endpoint}`);
  log.info(`Endpoint request headers: ${javaMap([...request.headers.grouped()])}`);
  log.info(`Endpoint request body after transformations: ${cut(request.body.toString())}`);
  log.info(`Sending request to ${endpoint}`);
  const answer = await send(
    { url, method, headers: request.headers, body: request.body },
    integration.timeoutInMillis!,
    context.endpoint,
  );
  variables["integration"] = { integrationStatus: answer.status, status: answer.status };
  variables["awsEndpointRequestId"] = answer.headers.get("x-amzn-requestid") ?? null;
  return { selector: String(answer.status), ...answer };
}

/** How a service names an action: header X-Amz-Target in JSON protocols, parameter Action in the query protocol. */
function addAction(uri: ServiceUri, { headers, query }: IntegrationRequest): void {
  if (uri.kind !== "action") return;
  const entry = Object.values(services).find(({ signingName }) => signingName === uri.service)!;
  if (entry.protocol.startsWith("awsJson") && !entry.wasQuery) {
    if (!headers.get("x-amz-target")) headers.set("X-Amz-Target", `${entry.target ?? uri.service}.${uri.rest}`);
    return;
  }
  query.set("Action", [uri.rest]);
}

function sign(
  credential: Credential,
  { service, region }: ServiceUri,
  { url, method, request }: { url: URL; method: string; request: IntegrationRequest },
  now: number,
): void {
  const { headers, body } = request;
  for (const [name, value] of Object.entries(sessionHeaders(credential, now))) headers.set(name, value);
  if (service === "s3") headers.set("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
  const joined = Object.fromEntries([...headers.grouped()].map(([name, values]) => [name, values.join(", ")]));
  headers.set("Authorization", authorizationOf(credential, { service, region, url, method, headers: joined, body }));
}
