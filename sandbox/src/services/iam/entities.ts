import type { OperationContext } from "../../core/service.ts";
import { accounts, nameKey, type Group, type InstanceProfile, type Role, type User } from "./accounts.ts";
import type { Kind } from "./errors.ts";
import * as errors from "./errors.ts";

export function roleNamed(context: OperationContext, name: string): Role {
  const role = context.state(accounts).roles.get(nameKey(name));
  if (!role) throw errors.notFound("role", name);
  return role;
}

export function userNamed(context: OperationContext, name: string): User {
  const user = context.state(accounts).users.get(nameKey(name));
  if (!user) throw errors.notFound("user", name);
  return user;
}

export function groupNamed(context: OperationContext, name: string): Group {
  const group = context.state(accounts).groups.get(nameKey(name));
  if (!group) throw errors.notFound("group", name);
  return group;
}

export function instanceProfileNamed(context: OperationContext, name: string): InstanceProfile {
  const profile = context.state(accounts).instanceProfiles.get(nameKey(name));
  if (!profile) throw errors.instanceProfileNotFound(name);
  return profile;
}

/** The user of a request whose UserName may be left out: then it is the caller. */
export function callerName(context: OperationContext, name: string | undefined): string {
  if (name !== undefined) return name;
  if (context.principal.type === "user") return context.principal.name;
  throw errors.validationError("Must specify userName when calling with non-User credentials");
}

/** Users, groups and roles by one rule: their policies behave alike. */
export function entityNamed(context: OperationContext, kind: Kind, name: string) {
  if (kind === "role") return roleNamed(context, name);
  return kind === "user" ? userNamed(context, name) : groupNamed(context, name);
}
