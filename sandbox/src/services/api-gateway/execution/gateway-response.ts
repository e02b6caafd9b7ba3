import type { HttpResponse } from "../../../core/http.ts";
import { DEFAULT_TEMPLATES, gatewayResponse } from "../gateway-responses.ts";
import { requestValues } from "../mapping/parameters.ts";
import { scopeOf } from "../mapping/scope.ts";
import { plainType } from "./binary.ts";
import type { Exchange } from "./exchange.ts";
import type { Failure } from "./failure.ts";
import { render } from "../mapping/template.ts";

/** The answer to a failure: status, headers and body of its gateway response. */
export function renderFailure(failure: Failure, exchange: Exchange): HttpResponse {
  const { definition, headers, variables } = exchange;
  const { status, validation = "" } = failure.options;
  const response = gatewayResponse(failure.type, definition);
  variables.error = {
    message: failure.text,
    messageString: JSON.stringify(failure.text),
    responseType: failure.type,
    validationErrorString: validation,
  };
  const templates = response.responseTemplates ?? {};
  const accepted = plainType(headers.get("accept")) ?? "";
  const type =
    accepted in templates ? accepted : "application/json" in templates ? "application/json" : Object.keys(templates)[0];
  const mapped: Record<string, string | string[]> = {};
  for (const [place, source] of Object.entries(response.responseParameters ?? {})) {
    const values = requestValues(source, exchange);
    if (values.length) mapped[place.replace("gatewayresponse.header.", "")] = values.at(-1)!;
  }
  const isDefault = templates["application/json"] === DEFAULT_TEMPLATES["application/json"];
  const filled = type === undefined ? "" : fill(templates[type]!, exchange);
  // Seen on AWS: denials say "Message", though their template says "message".
  const body = failure.type === "ACCESS_DENIED" && isDefault ? filled.replace('"message"', '"Message"') : filled;
  return {
    status: Number(response.statusCode ?? status ?? 500),
    headers: { "Content-Type": type ?? "application/json", "x-amzn-ErrorType": failure.errorType, ...mapped },
    body,
  };
}

/** Gateway responses know $context and $stageVariables only, and no directives. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html (2026-11) */
function fill(template: string, exchange: Exchange): string {
  return render(template, scopeOf(exchange, ""));
}
