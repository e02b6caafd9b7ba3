import { assumeRole } from "../core/assume-role.ts";
import type { Credential } from "../core/credentials.ts";
import { servicePrincipal } from "../core/principal.ts";
import type { OperationContext } from "../core/service.ts";

/** Credentials of a role that trusts API Gateway. Rejects with STS's error when it does not. */
export async function assumeAsGateway(role: string, gateway: OperationContext): Promise<Credential> {
  const { account, principal } = gateway;
  const as = principal.type === "service" ? principal : servicePrincipal("apigateway.amazonaws.com", account);
  return assumeRole({ role, sessionName: "BackplaneAssumeRoleSession", as }, gateway);
}
