import { AwsError } from "../../../core/errors.ts";
import { ANONYMOUS, type Principal } from "../../../core/principal.ts";
import { methodArn, type Exchange } from "./exchange.ts";
import { accessDenied, Failure, missingToken } from "./failure.ts";
import { askAuthorizer } from "./lambda-authorizer.ts";
import { policyOf } from "./resource-policy.ts";
import { checkUserPoolToken } from "./user-pool-authorizer.ts";

/** Who may call the method: everybody, a signed identity with execute-api:Invoke, or whom an authorizer lets in; and the API's resource policy. */
export async function authorizeRequest(exchange: Exchange): Promise<void> {
  const { definition, match } = exchange;
  switch (match!.method.authorizationType) {
    case "AWS_IAM":
      return authorizeAs(signer(exchange), exchange);
    case "COGNITO_USER_POOLS":
      return checkUserPoolToken(definition.authorizers.get(match!.method.authorizerId!), exchange);
    case "CUSTOM":
      return askAuthorizer(definition.authorizers.get(match!.method.authorizerId!), exchange);
    default:
      if (definition.policy !== undefined) await authorizeAs(ANONYMOUS, exchange);
  }
}

async function authorizeAs(principal: Principal, exchange: Exchange): Promise<void> {
  const { api, context, request } = exchange;
  const resource = methodArn(exchange);
  try {
    await context
      .in(principal.type === "anonymous" ? api.account : principal.account, api.region, principal)
      .authorize([
        {
          action: "execute-api:Invoke",
          resource,
          conditions: { "aws:SourceIp": request.remoteAddress },
          ...policyOf(exchange),
        },
      ]);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // AWS hides most of the account in this message.
    throw accessDenied(
      error.message.replace(`:${api.account}:${api.id}`, `:********${api.account.slice(-4)}:${api.id}`),
      error.message,
    );
  }
}

/** The signed identity; AWS's refusals where there is none. */
function signer(exchange: Exchange): Principal {
  const { context, request, variables } = exchange;
  try {
    const authenticated = context.authenticate(request);
    if (!authenticated) throw missingToken();
    const { principal, accessKeyId } = authenticated;
    Object.assign(variables.identity, {
      accessKey: accessKeyId,
      accountId: principal.account,
      caller: principal.type === "user" || principal.type === "role-session" ? principal.userId : null,
      user: principal.type === "user" || principal.type === "role-session" ? principal.userId : null,
      userArn: principal.arn,
    });
    return principal;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const type = error.code === "ExpiredToken" ? "EXPIRED_TOKEN" : "INVALID_SIGNATURE";
    throw new Failure(type, error.message, ERROR_TYPES[error.code] ?? "InvalidSignatureException");
  }
}

const ERROR_TYPES: Record<string, string> = {
  ExpiredToken: "ExpiredTokenException",
  InvalidClientTokenId: "UnrecognizedClientException",
  IncompleteSignature: "IncompleteSignatureException",
};
