import type * as sdk from "@aws-sdk/client-api-gateway";
import { AwsError } from "../../../core/errors.ts";
import type { UserPrincipal } from "../../../core/principal.ts";
import { invokeFunction } from "../../../execute-api/invoke-function.ts";
import { proxyEvent } from "../../../execute-api/proxy-event.ts";
import { cachedVerdict } from "../../../execute-api/verdicts.ts";
import { evaluate } from "../../../policy/evaluate.ts";
import { identitySources } from "../authorizer.ts";
import { fillStageVariables, functionOf, parseServiceUri } from "../integration-uri.ts";
import { DEFAULT_AUTHORIZER_TTL_SECONDS, MAX_INTEGRATION_TIMEOUT_MS } from "../limits.ts";
import { requestValues } from "../mapping/parameters.ts";
import { assumeRole } from "./credentials.ts";
import { asGateway, methodArn, type Exchange } from "./exchange.ts";
import { cut } from "./execution-log.ts";
import {
  accessDenied,
  authorizerConfigurationError,
  authorizerFailure,
  configurationError,
  unauthorized,
} from "./failure.ts";
import { requestContext } from "./lambda.ts";
import { policyOf } from "./resource-policy.ts";

interface Verdict {
  principalId: string;
  policy: string;
  context: Record<string, string>;
  usageIdentifierKey: string | undefined;
}

/**
 * Asks the function who the caller is and what it may do; its policy is kept for the authorizer's TTL under the identity it was asked about.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html (2026-11)
 */
export async function askAuthorizer(authorizer: sdk.Authorizer | undefined, exchange: Exchange): Promise<void> {
  if (!authorizer) throw configurationError("the method's authorizer is not part of the deployment");
  const { log, variables } = exchange;
  const seconds = authorizer.authorizerResultTtlInSeconds ?? DEFAULT_AUTHORIZER_TTL_SECONDS;
  const identity = identityOf(authorizer, seconds, exchange);
  const startedAt = performance.now();
  log.info(`Starting authorizer: ${authorizer.id} for request: ${log.requestId}`);
  const key = JSON.stringify([authorizer.id, identity]);
  const { api, stage } = exchange;
  const place = { apiId: api.id, stage: stage.stageName, account: api.account, region: api.region };
  const verdict = await cachedVerdict(key, seconds, place, exchange.context, () =>
    ask(authorizer, identity[0] ?? "", exchange),
  );
  variables["usageIdentifierKey"] = verdict.usageIdentifierKey;
  variables.authorizer = {
    ...verdict.context,
    principalId: verdict.principalId,
    integrationLatency: Math.round(performance.now() - startedAt),
  };
  applyPolicy(verdict, exchange);
}

/** The values of the identity sources. A TOKEN must be there; for a REQUEST all must, unless nothing is cached. */
function identityOf(authorizer: sdk.Authorizer, seconds: number, exchange: Exchange): string[] {
  const sources = identitySources(authorizer);
  const values = sources.map((source) => requestValues(source, exchange).at(-1) ?? "");
  const mustBeThere = authorizer.type === "TOKEN" || seconds > 0;
  const missing = sources.filter((_, index) => !values[index]);
  if (mustBeThere && missing.length) throw unauthorized(`the request has no ${missing.join(", ")}`);
  const pattern = authorizer.identityValidationExpression;
  if (authorizer.type === "TOKEN" && pattern && !new RegExp(`^(?:${pattern})$`).test(values[0]!))
    throw unauthorized(`the token does not match the authorizer's validation expression ${pattern}`);
  return values;
}

async function ask(authorizer: sdk.Authorizer, token: string, exchange: Exchange): Promise<Verdict> {
  const { api, stage, log } = exchange;
  const gateway = asGateway(exchange);
  const functionName = functionOf(parseServiceUri(fillStageVariables(authorizer.authorizerUri!, stage.variables)))!;
  const source = `arn:aws:execute-api:${api.region}:${api.account}:${api.id}/authorizers/${authorizer.id}`;
  const caller = authorizer.authorizerCredentials
    ? (await assumeRole(authorizer.authorizerCredentials, exchange)).principal
    : { ...gateway.principal, sourceArn: source };
  const event = authorizer.type === "TOKEN" ? tokenEvent(token, exchange) : requestEvent(exchange);
  let text: string;
  try {
    const result = await invokeFunction(
      functionName,
      JSON.stringify(event),
      MAX_INTEGRATION_TIMEOUT_MS,
      gateway.as(caller),
    );
    if (!result) throw authorizerFailure("the authorizer took more than 29 s");
    log.info(`Authorizer result body before parsing: ${cut(result.text)}`);
    if (result.failed) throw failureOf(result.text);
    text = result.text;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw authorizerConfigurationError(`the authorizer could not be invoked: ${error.message}`);
  }
  return parseVerdict(text);
}

/** Only this one error of a function means 401. */
function failureOf(text: string) {
  const { errorMessage } = JSON.parse(text) as { errorMessage?: string };
  return errorMessage === "Unauthorized"
    ? unauthorized("the authorizer refused the token")
    : authorizerFailure(`the authorizer failed: ${errorMessage}`);
}

function tokenEvent(token: string, exchange: Exchange): object {
  return { type: "TOKEN", methodArn: methodArn(exchange), authorizationToken: token };
}

function requestEvent(exchange: Exchange): object {
  const { match, path, request, headers, query, stage, variables } = exchange;
  const multi = Object.fromEntries(headers.grouped());
  const {
    body: _,
    isBase64Encoded: __,
    ...event
  } = proxyEvent({
    resource: match!.resourcePath,
    path,
    httpMethod: request.method,
    headers: Object.fromEntries(Object.entries(multi).map(([name, values]) => [name, values.at(-1)!])),
    multiValueHeaders: multi,
    query,
    pathParameters: match!.pathParameters,
    stageVariables: stage.variables,
    requestContext: requestContext(variables),
    body: null,
    isBase64Encoded: false,
  });
  return { type: "REQUEST", methodArn: methodArn(exchange), ...event };
}

function parseVerdict(text: string): Verdict {
  const answer = JSON.parse(text) as {
    principalId?: unknown;
    policyDocument?: unknown;
    context?: Record<string, unknown> | null;
    usageIdentifierKey?: string;
  } | null;
  const { principalId, policyDocument, context, usageIdentifierKey } = answer ?? {};
  if (typeof principalId !== "string") throw authorizerConfigurationError("the authorizer's answer has no principalId");
  if (policyDocument === null || typeof policyDocument !== "object")
    throw authorizerConfigurationError("the authorizer's answer has no policyDocument");
  for (const [name, value] of Object.entries(context ?? {}))
    if (value !== null && typeof value === "object")
      throw authorizerConfigurationError(`the authorizer's context.${name} is neither string, number nor boolean`);
  return {
    principalId,
    policy: JSON.stringify(policyDocument),
    context: Object.fromEntries(Object.entries(context ?? {}).map(([name, value]) => [name, String(value)])),
    usageIdentifierKey,
  };
}

/** The policy counts like one of an identity, together with the API's resource policy. */
function applyPolicy(verdict: Verdict, exchange: Exchange): void {
  const { api, request } = exchange;
  const principal: UserPrincipal = {
    type: "user",
    account: api.account,
    arn: `arn:aws:iam::${api.account}:user/${verdict.principalId}`,
    userId: verdict.principalId,
    name: verdict.principalId,
  };
  const { resourcePolicy } = policyOf(exchange);
  let decision;
  try {
    decision = evaluate({
      principal,
      action: "execute-api:Invoke",
      resource: methodArn(exchange),
      resourceAccount: api.account,
      keys: new Map([["aws:sourceip", [request.remoteAddress]]]),
      identityPolicies: [{ name: "authorizer", document: verdict.policy }],
      resourcePolicy: resourcePolicy === undefined ? undefined : { name: "resource policy", document: resourcePolicy },
    });
  } catch (error) {
    throw authorizerConfigurationError(`the authorizer's policyDocument is not valid: ${(error as Error).message}`);
  }
  if (decision.allowed) return;
  const denied = "User is not authorized to access this resource";
  throw accessDenied(
    decision.reason === "explicit-deny" ? `${denied} with an explicit deny in an identity-based policy` : denied,
    `the authorizer's policy for ${verdict.principalId} does not allow ${methodArn(exchange)}`,
  );
}
