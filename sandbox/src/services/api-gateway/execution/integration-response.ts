import type * as sdk from "@aws-sdk/client-api-gateway";
import { mapResponse } from "../mapping/parameters.ts";
import type { Answer, BackendAnswer } from "./answer.ts";
import { convertPayload, isBinary, plainType } from "./binary.ts";
import type { Exchange } from "./exchange.ts";
import { configurationError } from "./failure.ts";
import { rendered } from "./rendered.ts";

/**
 * The client's answer from that of an integration: the response whose pattern matches, else the one without a pattern; its headers, its template.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html (2026-11)
 */
export function mapAnswer(integration: sdk.Integration, backend: BackendAnswer, exchange: Exchange): Answer {
  const { match, variables, headers, definition } = exchange;
  const response = select(integration, backend.selector);
  if (!response)
    throw configurationError(
      `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${backend.status}`,
    );
  const declared = match!.method.methodResponses?.[response.statusCode!];
  if (!declared)
    throw configurationError(`Output mapping refers to an invalid method response: ${response.statusCode}`);

  const templates = response.responseTemplates ?? {};
  const accepted = plainType(headers.get("accept"));
  const type =
    [accepted, "application/json"].find((one) => one !== undefined && one in templates) ?? Object.keys(templates)[0];
  const isBinaryBody = isBinary(backend.headers.get("content-type"), definition);
  const body = convertPayload(backend.body, isBinaryBody, response.contentHandling);
  const template = type === undefined ? undefined : templates[type];
  const text =
    template === undefined
      ? integration.type === "MOCK"
        ? Buffer.alloc(0)
        : body
      : // An empty template is no template to AWS: the body passes.
        template === null || template === ""
        ? body
        : Buffer.from(rendered(template, body.toString(), exchange));
  const mapped = mapResponse(
    response.responseParameters,
    { headers: backend.headers, body: backend.body.toString() },
    exchange,
  );
  const contentType: Record<string, string> = Object.keys(mapped).some((name) => name.toLowerCase() === "content-type")
    ? {}
    : { "Content-Type": type ?? contentTypeOf(declared) };
  const override = variables.responseOverride;
  return {
    status: Number(override.status ?? response.statusCode),
    headers: { ...contentType, ...mapped, ...overrideHeaders(override.header) },
    body: text,
  };
}

function overrideHeaders(header: Record<string, unknown>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(header).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

/** Without a template the type is that of the method response's model. */
function contentTypeOf({ responseModels }: sdk.MethodResponse): string {
  const types = Object.keys(responseModels ?? {});
  return types.includes("application/json") ? "application/json" : (types[0] ?? "application/json");
}

function select({ integrationResponses = {} }: sdk.Integration, selector: string): sdk.IntegrationResponse | undefined {
  const all = Object.values(integrationResponses);
  const matching = all.find(({ selectionPattern }) => selectionPattern && matches(selectionPattern, selector));
  return matching ?? all.find(({ selectionPattern }) => !selectionPattern);
}

/** The whole text must match; a dot does not stand for a line break, as in Java. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    throw configurationError(`the selection pattern ${pattern} is not valid`);
  }
}
