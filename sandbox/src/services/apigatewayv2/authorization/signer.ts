import { AwsError } from "../../../core/errors.ts";
import type { Principal } from "../../../core/principal.ts";
import { requestArn, type Exchange } from "../exchange.ts";
import { forbidden } from "../refusal.ts";

/** A signed identity with execute-api:Invoke on the route. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html (2026-11) */
export async function checkSigner(exchange: Exchange): Promise<void> {
  const { api, context, request } = exchange;
  try {
    const authenticated = context.authenticate(request);
    if (!authenticated) throw forbidden("the request is not signed");
    const { principal, accessKeyId } = authenticated;
    await context.in(principal.account, api.region, principal).authorize([
      {
        action: "execute-api:Invoke",
        resource: requestArn(exchange),
        conditions: { "aws:SourceIp": request.remoteAddress },
      },
    ]);
    identify(principal, accessKeyId, exchange);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw forbidden(error.message);
  }
}

function identify(principal: Principal, accessKey: string, exchange: Exchange): void {
  const userId = "userId" in principal ? principal.userId : null;
  exchange.authorizer = {
    iam: {
      accessKey,
      accountId: principal.account,
      callerId: userId,
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: principal.arn,
      userId,
    },
  };
  Object.assign(exchange.variables["identity"] as object, {
    accountId: principal.account,
    caller: userId,
    user: userId,
    userArn: principal.arn,
  });
}
