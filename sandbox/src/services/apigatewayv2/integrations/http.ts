import type { HttpRequest, HttpResponse } from "../../../core/http.ts";
import { BackendTimeout, BackendUnreachable, reach, send } from "../../../execute-api/backend.ts";
import { clientHeaders, edgeHeaders } from "../../../execute-api/request.ts";
import type { Integration } from "../api.ts";
import type { Exchange } from "../exchange.ts";
import { fillStageVariables } from "../integration-uri.ts";
import { unavailable } from "../refusal.ts";

const HOP_BY_HOP = /^(connection|keep-alive|transfer-encoding|content-length)$/i;

/**
 * The request goes to the backend as it came, to the URI with its path variables filled, and the answer comes back as it is.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html (2026-11)
 */
export async function callBackend(
  integration: Integration,
  request: HttpRequest,
  exchange: Exchange,
): Promise<HttpResponse & { body: Buffer }> {
  const { context, variables } = exchange;
  const url = urlOf(integration, request, exchange);
  const method = integration.method === "ANY" ? request.method : integration.method;
  const headers = { ...headersOf(request), host: url.host };
  try {
    const answer = await send(
      { url: reach(url, context.endpoint), method, headers, body: request.body },
      integration.timeoutMs,
    );
    variables["integrationStatus"] = answer.status;
    return { status: answer.status, headers: grouped(answer.headerLines), body: answer.body };
  } catch (error) {
    if (error instanceof BackendTimeout)
      throw unavailable(`the integration took more than ${integration.timeoutMs} ms`);
    if (error instanceof BackendUnreachable) throw unavailable(error.message);
    throw error;
  }
}

/** overwrite:path takes the place of the path in the URI. */
function urlOf(integration: Integration, request: HttpRequest, { match, stage, request: original }: Exchange): URL {
  const filled = fillStageVariables(integration.uri, stage.variables).replace(
    /\{([^{}+]+)\+?\}/g,
    (whole, name: string) => {
      const value = match.parameters[name];
      return value === undefined ? whole : value.split("/").map(encodeURIComponent).join("/");
    },
  );
  const url = new URL(filled);
  if (request.path !== original.path) url.pathname = request.path;
  for (const [name, value] of request.query) url.searchParams.append(name, value);
  return url;
}

/** What API Gateway adds for the backend: Forwarded (RFC 7239) instead of X-Forwarded-*, and Via. */
function headersOf(request: HttpRequest): Record<string, string> {
  const { "content-length": _, ...headers } = clientHeaders(request);
  return {
    ...headers,
    forwarded: `by=${request.remoteAddress};for=${request.remoteAddress};host=${request.host};proto=https`,
    via: "HTTP/1.1 AmazonAPIGateway",
    "x-amzn-trace-id": edgeHeaders(request)["X-Amzn-Trace-Id"]!,
  };
}

function grouped(lines: [name: string, value: string][]): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (const [line, value] of lines) {
    const name = line.toLowerCase();
    if (HOP_BY_HOP.test(name)) continue;
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
}
