import { AwsError } from "../../../core/errors.ts";
import type { HttpRequest, HttpResponse } from "../../../core/http.ts";
import { assumeAsGateway } from "../../../execute-api/assume-role.ts";
import { BackendTimeout, BackendUnreachable, send } from "../../../execute-api/backend.ts";
import { authorizationOf, sessionHeaders } from "../../../execute-api/sign.ts";
import type { Integration } from "../api.ts";
import { asGateway, type Exchange } from "../exchange.ts";
import { fillValue } from "../parameters.ts";
import { serverError, unavailable } from "../refusal.ts";
import { requestValue } from "../selection.ts";
import { definitionOf, listOf, parsed } from "../service-actions.ts";

/**
 * One request to the API of a service, signed by the integration's role; what the service answers is the client's
 * answer, also its errors. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html (2026-11)
 */
export async function callAction(
  integration: Integration,
  _request: HttpRequest,
  exchange: Exchange,
): Promise<HttpResponse & { body: Buffer }> {
  const { context, api, variables } = exchange;
  const { service, action, json } = definitionOf(integration.subtype!);
  const { Region: region = api.region, ...parameters } = valuesOf(integration, exchange);
  const body = Buffer.from(json ? JSON.stringify(json.input(parameters)) : formOf(action, parameters).toString());
  const url = new URL("/", context.endpoint);
  try {
    const credential = await assumeAsGateway(integration.credentials!, asGateway(exchange));
    const headers: Record<string, string> = {
      Host: url.host,
      ...(json
        ? { "Content-Type": `application/x-amz-json-${json.version}`, "X-Amz-Target": json.target }
        : { "Content-Type": "application/x-www-form-urlencoded" }),
      "User-Agent": `AmazonAPIGateway_${api.id}`,
      ...sessionHeaders(credential, context.clock.now()),
    };
    headers["Authorization"] = authorizationOf(credential, { service, region, url, method: "POST", headers, body });
    const answer = await send({ url, method: "POST", headers, body }, integration.timeoutMs);
    variables["integrationStatus"] = answer.status;
    const type = answer.headerLines.find(([name]) => name.toLowerCase() === "content-type")?.[1];
    const id = answer.headerLines.find(([name]) => name.toLowerCase() === "x-amzn-requestid")?.[1];
    return {
      status: answer.status,
      headers: { ...(type ? { "content-type": type } : {}), ...(id ? { "x-amzn-requestid": id } : {}) },
      body: answer.body,
    };
  } catch (error) {
    if (error instanceof BackendTimeout || error instanceof BackendUnreachable) throw unavailable(error.message);
    if (!(error instanceof AwsError)) throw error;
    throw serverError(error.message);
  }
}

/** Parameters whose source has no value are left out. */
function valuesOf({ requestParameters }: Integration, exchange: Exchange): Record<string, string> {
  const filled = Object.entries(requestParameters).map(([name, source]) => [
    name,
    fillValue(source, (expression) => requestValue(expression, exchange)),
  ]);
  return Object.fromEntries(filled.filter(([, value]) => value !== undefined)) as Record<string, string>;
}

/** Attributes are given as JSON, lists as JSON or with commas. */
function formOf(action: string, parameters: Record<string, string>): URLSearchParams {
  const form = new URLSearchParams({ Action: action });
  for (const [name, value] of Object.entries(parameters)) {
    if (name.endsWith("Attributes")) addAttributes(form, name.slice(0, -1), value);
    else if (name.endsWith("AttributeNames"))
      listOf(value).forEach((item, index) => form.set(`${name.slice(0, -1)}.${index + 1}`, item));
    else form.set(name, value);
  }
  return form;
}

function addAttributes(form: URLSearchParams, prefix: string, json: string): void {
  const attributes = parsed(json);
  if (typeof attributes !== "object" || attributes === null) return;
  Object.entries(attributes as Record<string, Record<string, string>>).forEach(([name, value], index) => {
    form.set(`${prefix}.${index + 1}.Name`, name);
    for (const [member, text] of Object.entries(value))
      form.set(`${prefix}.${index + 1}.Value.${member}`, String(text));
  });
}
