import type * as sdk from "@aws-sdk/client-api-gateway";
import { badRequest, invalidMapping } from "./errors.ts";
import type { RestApi } from "./rest-api.ts";

const METHODS = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "HEAD", "ANY"];

export function checkHttpMethod(method: string): void {
  if (!METHODS.includes(method))
    throw badRequest(`Invalid HttpMethod specified. Valid options are ${METHODS.join(",")}`);
}

/** Refuses what AWS refuses in a method, new or after an update. */
export function checkMethod(method: sdk.Method, api: RestApi): void {
  const { authorizers, models, validators } = api.definition;
  checkAuthorization(method, authorizers);
  for (const [contentType, name] of Object.entries(method.requestModels ?? {})) {
    if (!models.has(name)) throw badRequest(`Invalid model identifier specified: ${name}`);
    if (!contentType.includes("/")) throw badRequest(`Invalid content type specified: ${contentType}`);
  }
  if (method.requestValidatorId && !validators.has(method.requestValidatorId))
    throw badRequest("Invalid Request Validator identifier specified");
  checkParameters(Object.keys(method.requestParameters ?? {}));
}

function checkAuthorization(method: sdk.Method, authorizers: Map<string, sdk.Authorizer>): void {
  switch (method.authorizationType) {
    case "NONE":
    case "AWS_IAM":
      return;
    case "CUSTOM":
    case "COGNITO_USER_POOLS":
      if (!goTogether(method, authorizers.get(method.authorizerId ?? "")))
        throw badRequest(
          "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.",
        );
      if (method.authorizationScopes?.length && method.authorizationType === "CUSTOM")
        throw badRequest("Authorization scopes are only supported for COGNITO_USER_POOLS authorization type");
      return;
    default:
      throw badRequest(
        "Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS",
      );
  }
}

/** User pools are asked by authorizers of their own type. */
function goTogether({ authorizationType }: sdk.Method, authorizer: sdk.Authorizer | undefined): boolean {
  return (
    authorizer !== undefined &&
    (authorizationType === "COGNITO_USER_POOLS") === (authorizer.type === "COGNITO_USER_POOLS")
  );
}

export function wantsAuthorizer(authorizationType: string | undefined): boolean {
  return authorizationType === "CUSTOM" || authorizationType === "COGNITO_USER_POOLS";
}

function checkParameters(parameters: string[]): void {
  const names = new Set<string>();
  for (const parameter of parameters) {
    const name = /^method\.request\.(?:multivalue(?:querystring|header)|querystring|header|path)\.(.+)$/.exec(
      parameter,
    )?.[1];
    if (name === undefined)
      throw invalidMapping(
        "Invalid mapping expression specified: ",
        `Invalid mapping expression specified: ${parameter}`,
      );
    if (names.has(name)) throw badRequest("Parameter names must be unique across querystring, header and path");
    names.add(name);
  }
}

/** An empty record is no record in AWS's answers. */
export function unlessEmpty<T extends object>(record: T | undefined): T | undefined {
  return record && Object.keys(record).length ? record : undefined;
}
