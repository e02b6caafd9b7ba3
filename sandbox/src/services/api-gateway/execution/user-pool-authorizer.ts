import type * as sdk from "@aws-sdk/client-api-gateway";
import { keysOf } from "../../../execute-api/issuer.ts";
import { checkSignature, decodeToken, InvalidToken, scopesOf, type Jwk, type Token } from "../../../execute-api/jwt.ts";
import { identitySources } from "../authorizer.ts";
import { ISSUER_KEYS_TTL_MS, ISSUER_TIMEOUT_MS } from "../limits.ts";
import { requestValues } from "../mapping/parameters.ts";
import type { Exchange } from "./exchange.ts";
import { configurationError, Failure, unauthorized } from "./failure.ts";

/**
 * A token of one of the authorizer's user pools: an ID token, or an access token with one of the method's scopes where it has some.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html (2026-11)
 */
export async function checkUserPoolToken(authorizer: sdk.Authorizer | undefined, exchange: Exchange): Promise<void> {
  if (!authorizer) throw configurationError("the method's authorizer is not part of the deployment");
  const { context, match, variables } = exchange;
  const [source = ""] = identitySources(authorizer);
  const text = requestValues(source, exchange)
    .at(-1)
    ?.replace(/^Bearer\s+/i, "");
  if (!text) throw unauthorized(`the request has no ${source}`);
  const pattern = authorizer.identityValidationExpression;
  try {
    const token = decodeToken(text);
    const issuers = (authorizer.providerARNs ?? []).map(issuerOf);
    const issuer = issuers.find((one) => one === token.claims["iss"]);
    if (issuer === undefined) throw new InvalidToken("the token is of none of the authorizer's user pools");
    if (pattern && !new RegExp(`^(?:${pattern})$`).test(String(token.claims["aud"])))
      throw new InvalidToken(`the audience does not match the authorizer's validation expression ${pattern}`);
    const keys = await keysOf(issuer, { timeoutMs: ISSUER_TIMEOUT_MS, ttlMs: ISSUER_KEYS_TTL_MS }, context);
    const scopes = match!.method.authorizationScopes ?? [];
    variables.authorizer = { claims: claimsOf(token, { keys, scopes, now: context.clock.now() }) };
  } catch (error) {
    if (!(error instanceof InvalidToken)) throw error;
    throw unauthorized(error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message);
  }
}

/** arn:aws:cognito-idp:<region>:<account>:userpool/<id> */
function issuerOf(arn: string): string {
  const [, region, id] = /^arn:[^:]+:cognito-idp:([^:]+):\d+:userpool\/(.+)$/.exec(arn)!;
  return `https://cognito-idp.${region}.amazonaws.com/${id}`;
}

/** The claims of a token that holds, as texts: lists are joined with commas. */
export function claimsOf(
  token: Token,
  { keys, scopes, now }: { keys: Jwk[]; scopes: string[]; now: number },
): Record<string, string> {
  checkSignature(token, keys);
  const { claims } = token;
  if (typeof claims["exp"] !== "number" || claims["exp"] <= now / 1000)
    throw new Failure("UNAUTHORIZED", "The incoming token has expired", "UnauthorizedException");
  if (scopes.length) {
    if (!scopes.some((scope) => scopesOf(token).includes(scope)))
      throw new InvalidToken(`the token has none of the method's scopes ${scopes.join(", ")}`);
  } else if (claims["token_use"] !== "id")
    throw new InvalidToken("a method without scopes wants an ID token, not an access token");
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      value !== null && typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : String(value),
    ]),
  );
}
