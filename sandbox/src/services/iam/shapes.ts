/** From IAM's state to the shapes of its API. */
import type * as api from "@aws-sdk/client-iam";
import type { OperationContext } from "../../core/service.ts";
import {
  accounts,
  type Group,
  type InstanceProfile,
  type ManagedPolicy,
  type Role,
  type TaggedEntity,
  type User,
} from "./accounts.ts";

/** Policy documents are percent-encoded in answers, after RFC 3986. */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Answers have no Tags member where there are none, but for managed policies. */
export function tagList(tags: Map<string, string>): api.Tag[] {
  return Array.from(tags, ([Key, Value]) => ({ Key, Value }));
}

function optionalTags(tags: Map<string, string>): api.Tag[] | undefined {
  return tags.size ? tagList(tags) : undefined;
}

function boundary(entity: TaggedEntity): api.AttachedPermissionsBoundary | undefined {
  return entity.boundary
    ? { PermissionsBoundaryType: "PermissionsBoundaryPolicy", PermissionsBoundaryArn: entity.boundary }
    : undefined;
}

/** A role as lists show it. CreateRole leaves MaxSessionDuration out, GetRole adds tags, boundary and last use. */
export function roleSummary(role: Role) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createDate,
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    Description: role.description,
    MaxSessionDuration: role.maxSessionSeconds,
  } satisfies api.Role;
}

export function roleDetail(role: Role) {
  return {
    ...roleSummary(role),
    Tags: optionalTags(role.tags),
    PermissionsBoundary: boundary(role),
    RoleLastUsed: role.lastUsed ? { LastUsedDate: role.lastUsed.date, Region: role.lastUsed.region } : {},
  } satisfies api.Role;
}

/** CreateRole's answer has neither MaxSessionDuration nor the boundary (recordings of AWS). */
export function createdRole(role: Role): api.Role {
  return { ...roleSummary(role), MaxSessionDuration: undefined, Tags: optionalTags(role.tags) };
}

export function userSummary(user: User) {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createDate,
  } satisfies api.User;
}

export function userDetail(user: User) {
  return {
    ...userSummary(user),
    Tags: optionalTags(user.tags),
    PermissionsBoundary: boundary(user),
  } satisfies api.User;
}

export function groupShape(group: Group) {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: group.createDate,
  } satisfies api.Group;
}

/** How many users, groups and roles have the policy attached or as their boundary, in the account of the request. */
export function usage(context: OperationContext, arn: string) {
  const { users, groups, roles } = context.state(accounts);
  const bounded = [...users.values(), ...roles.values()].filter((entity) => entity.boundary === arn);
  const attached = [...users.values(), ...groups.values(), ...roles.values()].filter((entity) =>
    entity.attachedPolicies.has(arn),
  );
  return { attached, bounded };
}

export function policyShape(context: OperationContext, policy: ManagedPolicy) {
  const { attached, bounded } = usage(context, policy.arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: attached.length,
    PermissionsBoundaryUsageCount: bounded.length,
    IsAttachable: true,
    CreateDate: policy.createDate,
    UpdateDate: policy.updateDate,
  } satisfies api.Policy;
}

export function instanceProfileShape(context: OperationContext, profile: InstanceProfile): api.InstanceProfile {
  const role = profile.role === undefined ? undefined : context.state(accounts).roles.get(profile.role);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.createDate,
    Roles: role ? [roleSummary(role)] : [],
    Tags: optionalTags(profile.tags),
  };
}
