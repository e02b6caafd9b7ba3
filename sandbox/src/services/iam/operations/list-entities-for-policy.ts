import type { ListEntitiesForPolicyCommandInput, ListEntitiesForPolicyCommandOutput } from "@aws-sdk/client-iam";
import { operation } from "../../../core/service.ts";
import { onPolicy } from "../access.ts";
import { policyByArn } from "../managed-policies.ts";
import { byName, page } from "../paging.ts";
import { usage } from "../shapes.ts";

export const listEntitiesForPolicy = operation<ListEntitiesForPolicyCommandInput, ListEntitiesForPolicyCommandOutput>({
  accepts: ["PolicyArn", "EntityFilter", "PathPrefix", "PolicyUsageFilter", "Marker", "MaxItems"],
  access: onPolicy("ListEntitiesForPolicy"),
  run(input, context) {
    const { arn } = policyByArn(context, input.PolicyArn!);
    const { EntityFilter: filter, PathPrefix: prefix = "/", PolicyUsageFilter: uses = "PermissionsPolicy" } = input;
    const { attached, bounded } = usage(context, arn);
    const entities = (uses === "PermissionsBoundary" ? bounded : attached).filter(
      (entity) => entity.path.startsWith(prefix) && (filter === undefined || TYPES[typeOf(entity)] === filter),
    );
    const { items, next } = page(byName(entities), input);
    const of = (type: string) => items.filter((entity) => typeOf(entity) === type);
    return {
      PolicyUsers: of("user").map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyGroups: of("group").map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyRoles: of("role").map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...next,
    };
  },
});

const TYPES: Record<string, string> = { user: "User", group: "Group", role: "Role" };

/** user, group or role, from the ARN. */
function typeOf({ arn }: { arn: string }): string {
  return arn.split(":")[5]!.split("/")[0]!;
}
