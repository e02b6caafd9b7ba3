import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import type { Credential } from "../../../core/credentials.ts";
import { AwsError } from "../../../core/errors.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { asGateway, type Exchange } from "./exchange.ts";
import { configurationError } from "./failure.ts";

/** Credentials of the role that an integration or authorizer names. */
export async function assumeRole(role: string, exchange: Exchange): Promise<Credential> {
  if (role === "arn:aws:iam::*:user/*") throw configurationError("credentials of the caller are not emulated");
  try {
    return await assumeAsGateway(role, asGateway(exchange));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw configurationError(`API Gateway does not have permission to assume the provided role ${role}`);
  }
}

/** Rejects with STS's error when the role does not trust API Gateway. */
export async function assumeAsGateway(role: string, gateway: OperationContext): Promise<Credential> {
  const { account, credentials, principal } = gateway;
  const { Credentials } = await gateway.call<AssumeRoleCommandInput, AssumeRoleCommandOutput>(
    "sts",
    "AssumeRole",
    { RoleArn: role, RoleSessionName: "BackplaneAssumeRoleSession" },
    { as: principal.type === "service" ? principal : servicePrincipal("apigateway.amazonaws.com", account), account },
  );
  return credentials.find(Credentials!.AccessKeyId!)!;
}
