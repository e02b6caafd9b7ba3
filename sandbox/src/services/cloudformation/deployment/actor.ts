import type { AssumeRoleCommandInput, AssumeRoleCommandOutput } from "@aws-sdk/client-sts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { roleCannotBeAssumed } from "../errors.ts";

/** The context a deployment acts in: a session of the stack's role, without a role the caller. */
export async function actingAs(roleArn: string | undefined, context: OperationContext): Promise<OperationContext> {
  if (roleArn === undefined) return context;
  let accessKeyId: string;
  try {
    const { Credentials } = await context.call<AssumeRoleCommandInput, AssumeRoleCommandOutput>(
      "sts",
      "AssumeRole",
      { RoleArn: roleArn, RoleSessionName: "AWSCloudFormation" },
      { as: servicePrincipal("cloudformation.amazonaws.com", context.account) },
    );
    accessKeyId = Credentials!.AccessKeyId!;
  } catch {
    throw roleCannotBeAssumed(roleArn);
  }
  return context.as(context.credentials.find(accessKeyId)!.principal);
}
