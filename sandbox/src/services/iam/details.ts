/** The shapes of GetAccountAuthorizationDetails, which lists everything about an entity at once. */
import type { GroupDetail, ManagedPolicyDetail, PolicyDetail, RoleDetail, UserDetail } from "@aws-sdk/client-iam";
import type { OperationContext } from "../../core/service.ts";
import { accounts, nameKey, type Entity, type Group, type ManagedPolicy, type Role, type User } from "./accounts.ts";
import { attachedPolicies } from "./entity-policies.ts";
import { byName } from "./paging.ts";
import { encodeDocument, groupShape, instanceProfileShape, policyShape, roleDetail, userDetail } from "./shapes.ts";

function inlinePolicies(entity: Entity): PolicyDetail[] {
  return Array.from(entity.inlinePolicies, ([PolicyName, document]) => ({
    PolicyName,
    PolicyDocument: encodeDocument(document),
  }));
}

export function detailOfUser(context: OperationContext, user: User): UserDetail {
  const { groups } = context.state(accounts);
  return {
    ...userDetail(user),
    UserPolicyList: inlinePolicies(user),
    GroupList: [...user.groups].flatMap((key) => groups.get(key)?.name ?? []),
    AttachedManagedPolicies: attachedPolicies(context, user.attachedPolicies),
  };
}

export function detailOfGroup(context: OperationContext, group: Group): GroupDetail {
  return {
    ...groupShape(group),
    GroupPolicyList: inlinePolicies(group),
    AttachedManagedPolicies: attachedPolicies(context, group.attachedPolicies),
  };
}

export function detailOfRole(context: OperationContext, role: Role): RoleDetail {
  const { Description: _, MaxSessionDuration: __, ...shape } = roleDetail(role);
  const key = nameKey(role.name);
  const profiles = byName(context.state(accounts).instanceProfiles.values()).filter((profile) => profile.role === key);
  return {
    ...shape,
    InstanceProfileList: profiles.map((profile) => instanceProfileShape(context, profile)),
    RolePolicyList: inlinePolicies(role),
    AttachedManagedPolicies: attachedPolicies(context, role.attachedPolicies),
  };
}

export function detailOfPolicy(context: OperationContext, policy: ManagedPolicy): ManagedPolicyDetail {
  return {
    ...policyShape(context, policy),
    Description: policy.description,
    PolicyVersionList: policy.versions.map(({ id, document, createDate }) => ({
      Document: encodeDocument(document),
      VersionId: id,
      IsDefaultVersion: id === policy.defaultVersionId,
      CreateDate: createDate,
    })),
  };
}
