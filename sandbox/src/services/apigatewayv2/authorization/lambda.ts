import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal, type Principal, type UserPrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { assumeAsGateway } from "../../../execute-api/assume-role.ts";
import { invokeFunction } from "../../../execute-api/invoke-function.ts";
import { cachedVerdict } from "../../../execute-api/verdicts.ts";
import { evaluate } from "../../../policy/evaluate.ts";
import type { LambdaAuthorizer } from "../authorizer.ts";
import { authorizerEventV1, authorizerEventV2 } from "../event.ts";
import { requestArn, type Exchange } from "../exchange.ts";
import { functionOf } from "../integration-uri.ts";
import { MAX_INTEGRATION_TIMEOUT_MS } from "../limits.ts";
import { forbidden, serverError, unauthorized, type Refusal } from "../refusal.ts";
import { requestValue } from "../selection.ts";

/** What the function said: yes or no to everything, or a policy. */
interface Verdict {
  isAuthorized?: boolean;
  policy?: string;
  principalId?: string;
  context: Record<string, unknown>;
}

/**
 * Asks the function; its verdict is kept for the authorizer's TTL under the values of the identity sources.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html (2026-11)
 */
export async function askFunction(authorizer: LambdaAuthorizer, exchange: Exchange): Promise<void> {
  const { id, identitySource, ttlSeconds } = authorizer;
  const identity = identitySource.map((source) => requestValue(source.slice(1), exchange) ?? "");
  const missing = identitySource.filter((_, index) => !identity[index]);
  if (missing.length) throw unauthorized(`the request has no ${missing.join(", ")}`);
  const { api, stage } = exchange;
  const place = { apiId: api.id, stage: stage.name, account: api.account, region: api.region };
  const verdict = await cachedVerdict(JSON.stringify([id, ...identity]), ttlSeconds, place, exchange.context, () =>
    ask(authorizer, identity, exchange),
  );
  const { context, principalId } = verdict;
  exchange.variables["authorizer"] = { ...context, ...(principalId === undefined ? {} : { principalId }) };
  if (!isAllowed(verdict, exchange)) throw forbidden("the authorizer does not allow the request");
  exchange.authorizer = { lambda: context };
}

async function ask(authorizer: LambdaAuthorizer, identity: string[], exchange: Exchange): Promise<Verdict> {
  const isV2 = authorizer.payloadFormatVersion === "2.0";
  const event = isV2 ? authorizerEventV2(exchange, identity) : authorizerEventV1(exchange, identity);
  try {
    const caller = await callerFor(authorizer, exchange);
    const result = await invokeFunction(
      functionOf(authorizer.uri),
      JSON.stringify(event),
      MAX_INTEGRATION_TIMEOUT_MS,
      caller,
    );
    if (!result) throw failed("the authorizer took too long", exchange);
    if (result.failed) throw functionError(result.text, exchange);
    return parseVerdict(JSON.parse(result.text), authorizer, exchange);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw failed(`the authorizer could not be invoked: ${error.message}`, exchange);
  }
}

/** The function's own policy decides, or the authorizer's role. */
async function callerFor({ id, credentials }: LambdaAuthorizer, exchange: Exchange): Promise<OperationContext> {
  const { api, context } = exchange;
  const source = `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/authorizers/${id}`;
  const as = (principal: Principal) => context.in(api.account, api.region, principal);
  const gateway = as(servicePrincipal("apigateway.amazonaws.com", api.account, source));
  return credentials === undefined ? gateway : as((await assumeAsGateway(credentials, gateway)).principal);
}

/** As for REST APIs, this one error of a function means 401. */
function functionError(text: string, exchange: Exchange): Refusal {
  const { errorMessage } = JSON.parse(text) as { errorMessage?: string };
  return errorMessage === "Unauthorized"
    ? unauthorized("the authorizer answered Unauthorized")
    : failed(`the authorizer failed: ${errorMessage}`, exchange);
}

function parseVerdict(answer: unknown, authorizer: LambdaAuthorizer, exchange: Exchange): Verdict {
  if (answer === null || typeof answer !== "object") throw failed("the authorizer's answer is no object", exchange);
  const { isAuthorized, principalId, policyDocument, context = {} } = answer as Record<string, unknown>;
  if (context === null || typeof context !== "object" || Array.isArray(context))
    throw failed("the authorizer's context is no object", exchange);
  const values = context as Record<string, unknown>;
  if (authorizer.simpleResponses) {
    if (typeof isAuthorized !== "boolean") throw failed("the authorizer's isAuthorized is no boolean", exchange);
    return { isAuthorized, context: values };
  }
  if (typeof principalId !== "string") throw failed("the authorizer's answer has no principalId", exchange);
  if (policyDocument === null || typeof policyDocument !== "object")
    throw failed("the authorizer's answer has no policyDocument", exchange);
  return { policy: JSON.stringify(policyDocument), principalId, context: values };
}

/** A policy is asked about each request, also a kept one. */
function isAllowed({ isAuthorized, policy, principalId }: Verdict, exchange: Exchange): boolean {
  if (policy === undefined) return isAuthorized === true;
  const { api, request } = exchange;
  const principal: UserPrincipal = {
    type: "user",
    account: api.account,
    arn: `arn:aws:iam::${api.account}:user/${principalId}`,
    userId: principalId!,
    name: principalId!,
  };
  try {
    return evaluate({
      principal,
      action: "execute-api:Invoke",
      resource: requestArn(exchange),
      resourceAccount: api.account,
      keys: new Map([["aws:sourceip", [request.remoteAddress]]]),
      identityPolicies: [{ name: "authorizer", document: policy }],
    }).allowed;
  } catch (error) {
    throw failed(`the authorizer's policyDocument is not valid: ${(error as Error).message}`, exchange);
  }
}

/** 500, and the reason in $context.authorizer.error. */
function failed(reason: string, exchange: Exchange): Refusal {
  exchange.variables["authorizer"] = { error: reason };
  return serverError(reason);
}
