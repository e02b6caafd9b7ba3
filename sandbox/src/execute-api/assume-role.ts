import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import type { Credential } from "../core/credentials.ts";
import { servicePrincipal } from "../core/principal.ts";
import type { OperationContext } from "../core/service.ts";

/** Credentials of a role that trusts API Gateway. Rejects with STS's error when it does not. */
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
