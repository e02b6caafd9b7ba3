import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import type { Credential } from "./credentials.ts";
import type { Principal } from "./principal.ts";
import type { OperationContext } from "./service.ts";

/** A session of a role, which a service (or another session) assumes by STS: trust policies count. Rejects with STS's error. */
export async function assumeRole(
  { role, sessionName, as }: { role: string; sessionName: string; as: Principal },
  context: OperationContext,
): Promise<Required<Credential>> {
  const { Credentials } = await context.call<AssumeRoleCommandInput, AssumeRoleCommandOutput>(
    "sts",
    "AssumeRole",
    { RoleArn: role, RoleSessionName: sessionName },
    { as, account: as.account },
  );
  return context.credentials.find(Credentials!.AccessKeyId!) as Required<Credential>;
}
