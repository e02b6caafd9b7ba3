import type * as sdk from "@aws-sdk/client-api-gateway";
import { badRequest } from "./errors.ts";
import { checkService, functionOf, parseServiceUri } from "./integration-uri.ts";
import { MAX_AUTHORIZER_TTL_SECONDS } from "./limits.ts";

const SOURCE = /^(method\.request\.(header|querystring)\.\S+|stageVariables\.\w+|context\.\S+)$/;

/** Refuses what AWS refuses in an authorizer, new or after an update, and what the sandbox does not emulate. */
export function checkAuthorizer(authorizer: sdk.Authorizer): void {
  const { type, authorizerUri, identitySource, authorizerResultTtlInSeconds: ttl = 0 } = authorizer;
  if (type === "COGNITO_USER_POOLS") return checkUserPools(authorizer);
  if (type !== "TOKEN" && type !== "REQUEST")
    throw badRequest("Invalid authorizer type specified. Valid options are TOKEN,REQUEST,COGNITO_USER_POOLS");
  if (!authorizer.name) throw badRequest("Authorizer name cannot be blank");
  const target = parseServiceUri(authorizerUri ?? "");
  if (functionOf(target) === undefined) throw badRequest("Invalid Authorizer URI specified");
  checkService(target);
  if (ttl < 0 || ttl > MAX_AUTHORIZER_TTL_SECONDS)
    throw badRequest(`Authorizer result TTL must be between 0 and ${MAX_AUTHORIZER_TTL_SECONDS} seconds`);
  const sources = identitySources(authorizer);
  if (type === "TOKEN" && (sources.length !== 1 || !sources[0]!.startsWith("method.request.header.")))
    throw badRequest(`Invalid mapping expression specified: ${identitySource ?? ""}`);
  if (type === "REQUEST" && ttl > 0 && !sources.length)
    throw badRequest("Identity source must be specified when caching is enabled for a REQUEST authorizer");
  for (const source of sources)
    if (!SOURCE.test(source)) throw badRequest(`Invalid mapping expression specified: ${source}`);
}

/** A user pool's region and id are its issuer; whether there is such a pool shows at the first request. */
function checkUserPools(authorizer: sdk.Authorizer): void {
  const { name, providerARNs } = authorizer;
  if (!name) throw badRequest("Authorizer name cannot be blank");
  if (!providerARNs?.length) throw badRequest("At least one provider ARN must be specified");
  for (const arn of providerARNs)
    if (!/^arn:[a-z-]+:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]+$/.test(arn))
      throw badRequest("Invalid ARN specified in the request");
  const sources = identitySources(authorizer);
  if (sources.length !== 1 || !sources[0]!.startsWith("method.request.header."))
    throw badRequest(`Invalid mapping expression specified: ${authorizer.identitySource ?? ""}`);
}

export function identitySources({ identitySource }: sdk.Authorizer): string[] {
  return (identitySource ?? "")
    .split(",")
    .map((source) => source.trim())
    .filter(Boolean);
}
