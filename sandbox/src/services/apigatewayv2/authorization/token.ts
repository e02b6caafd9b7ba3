import { keysOf } from "../../../execute-api/issuer.ts";
import {
  checkClaims,
  checkSignature,
  decodeToken,
  digestOf,
  InvalidToken,
  scopesOf,
  type Token,
} from "../../../execute-api/jwt.ts";
import type { JwtAuthorizer } from "../authorizer.ts";
import type { Exchange } from "../exchange.ts";
import { ISSUER_KEYS_TTL_MS, ISSUER_TIMEOUT_MS } from "../limits.ts";
import { forbidden, unauthorized } from "../refusal.ts";
import { requestValue } from "../selection.ts";

/**
 * A token of the authorizer's issuer for one of its audiences, with one of the route's scopes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html (2026-11)
 */
export async function checkToken(authorizer: JwtAuthorizer, exchange: Exchange): Promise<void> {
  const { context, match } = exchange;
  const wanted = match.route.authorizationScopes;
  const source = authorizer.identitySource[0]!.slice(1);
  const text = requestValue(source, exchange)?.replace(/^Bearer\s+/i, "");
  if (!text) throw unauthorized(`the request has no ${source}`, { "www-authenticate": "Bearer" });
  let token: Token;
  try {
    token = decodeToken(text);
    digestOf(token);
    const limits = { timeoutMs: ISSUER_TIMEOUT_MS, ttlMs: ISSUER_KEYS_TTL_MS };
    checkSignature(token, await keysOf(authorizer.issuer, limits, context));
    checkClaims(token, { issuer: authorizer.issuer, audience: authorizer.audience, now: context.clock.now() });
  } catch (error) {
    if (!(error instanceof InvalidToken)) throw error;
    exchange.variables["authorizer"] = { error: `invalid_token: ${error.message}` };
    const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
    throw unauthorized(`${error.message}${cause}`, challenge(wanted, "invalid_token", error.message));
  }
  const scopes = scopesOf(token);
  if (wanted.length && !wanted.some((scope) => scopes.includes(scope))) {
    const text = `expected scopes: [${wanted.join(" ")}]`;
    exchange.variables["authorizer"] = { error: `insufficient_scope: ${text}` };
    throw forbidden(text, challenge(wanted, "insufficient_scope", text));
  }
  const claims = claimTexts(token.claims);
  exchange.authorizer = { jwt: { claims, scopes: wanted.length ? scopes : null } };
  exchange.variables["authorizer"] = { claims };
}

function challenge(scopes: string[], error: string, description: string): Record<string, string> {
  return {
    "www-authenticate": `Bearer scope="${scopes.join(" ")}" error="${error}" error_description="${description}"`,
  };
}

/** Claims are handed on as texts; lists in the way Go prints them: [a b]. */
function claimTexts(claims: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)]));
}

function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(" ")}]`;
  if (value !== null && typeof value === "object") return JSON.stringify(value);
  return String(value);
}
