import { validatorOf } from "../schema.ts";
import { plainType } from "./binary.ts";
import type { Exchange } from "./exchange.ts";
import { Failure } from "./failure.ts";

/** Checks what the method's request validator says: required parameters, then the body against its model. */
export function validateRequest(exchange: Exchange): void {
  const { definition, match } = exchange;
  const { requestValidatorId } = match!.method;
  const validator = requestValidatorId === undefined ? undefined : definition.validators.get(requestValidatorId);
  if (validator?.validateRequestParameters) checkParameters(exchange);
  if (validator?.validateRequestBody) checkBody(exchange);
}

/** An empty value counts as missing. The order of the names is AWS's: headers, path, query. */
function checkParameters({ match, headers, query }: Exchange): void {
  const { method, pathParameters } = match!;
  const required = Object.entries(method.requestParameters ?? {})
    .filter(([, isRequired]) => isRequired)
    .map(([parameter]) => /^method\.request\.(\w+)\.(.+)$/.exec(parameter)!.slice(1) as [string, string]);
  const missing = ["header", "path", "querystring"].flatMap((kind) =>
    required
      .filter(([place]) => place === kind)
      .map(([, name]) => name)
      .filter((name) => {
        if (kind === "header") return !headers.get(name);
        return kind === "path" ? !pathParameters[name] : !query.get(name)?.at(-1);
      }),
  );
  if (!missing.length) return;
  const message = `Missing required request parameters: [${missing.join(", ")}]`;
  throw new Failure("BAD_REQUEST_PARAMETERS", message, "BadRequestException", {
    validation: `[${missing.join(", ")}]`,
  });
}

/** The model is that of the content type; without a type the request counts as JSON. */
function checkBody({ match, headers, definition, request }: Exchange): void {
  const models = match!.method.requestModels ?? {};
  const name = models[plainType(headers.get("content-type")) ?? "application/json"] ?? models["$default"];
  const schema = name === undefined ? undefined : definition.models.get(name)?.schema;
  if (schema === undefined) return;
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString() || "{}");
  } catch {
    throw invalidBody("[Unable to parse the body as JSON]");
  }
  const validate = validatorOf(schema, definition.models);
  if (validate(body)) return;
  throw invalidBody(
    `[${(validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim()).join(", ")}]`,
  );
}

function invalidBody(validation: string): Failure {
  return new Failure("BAD_REQUEST_BODY", "Invalid request body", "BadRequestException", {
    validation,
    reason: `Invalid request body: ${validation}`,
  });
}
