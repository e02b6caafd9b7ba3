import { formatArn } from "../../core/arn.ts";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import { accounts, findManagedPolicy, nameKey, type TaggedEntity } from "./accounts.ts";
import { callerName } from "./entities.ts";
import type { Kind } from "./errors.ts";

type Conditions = Record<string, string | string[]>;

function iamArn(context: OperationContext, resource: string): string {
  return formatArn({ service: "iam", account: context.account, resource });
}

function ownTags(tags: ReadonlyMap<string, string> | undefined): Conditions {
  const keys = [...(tags ?? [])].flatMap(([key, value]) => [
    [`aws:ResourceTag/${key}`, value],
    [`iam:ResourceTag/${key}`, value],
  ]);
  return Object.fromEntries(keys);
}

/** aws:RequestTag/* and aws:TagKeys of tags in a request. */
export function requestTags(tags: { Key?: string; Value?: string }[] | undefined): Conditions {
  if (!tags?.length) return {};
  return {
    ...Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value ?? ""])),
    "aws:TagKeys": tags.map(({ Key }) => Key!),
  };
}

/** The action on a user, group or role that may exist: its ARN has the path it was created with. */
export function onEntity(
  context: OperationContext,
  kind: Kind,
  action: string,
  name: string,
  conditions: Conditions = {},
): AccessRequest[] {
  const account = context.state(accounts);
  const entities = { role: account.roles, user: account.users, group: account.groups }[kind];
  const entity = entities.get(nameKey(name)) as TaggedEntity | undefined;
  const boundary: Conditions = entity?.boundary ? { "iam:PermissionsBoundary": entity.boundary } : {};
  return [
    {
      action: `iam:${action}`,
      resource: entity?.arn ?? iamArn(context, `${kind}/${name}`),
      conditions: { ...boundary, ...ownTags(entity?.tags), ...conditions },
    },
  ];
}

export function onRole(action: string) {
  return (input: { RoleName?: string }, context: OperationContext) =>
    onEntity(context, "role", action, input.RoleName!);
}

/** The caller when no user is named. */
export function onUser(action: string) {
  return (input: { UserName?: string }, context: OperationContext) =>
    onEntity(context, "user", action, callerName(context, input.UserName));
}

export function onGroup(action: string) {
  return (input: { GroupName?: string }, context: OperationContext) =>
    onEntity(context, "group", action, input.GroupName!);
}

/** An entity that is being created, by type, path and name. With tags AWS also asks for the right to tag it. */
export function onNew(
  context: OperationContext,
  type: string,
  action: string,
  path: string | undefined,
  name: string,
  conditions: Conditions = {},
): AccessRequest[] {
  const resource = iamArn(context, `${type}${path ?? "/"}${name}`);
  const create = { action: `iam:${action}`, resource, conditions };
  const tag = { action: `iam:${action.replace("Create", "Tag")}`, resource, conditions };
  return "aws:TagKeys" in conditions ? [create, tag] : [create];
}

export function onPolicy(action: string) {
  return (input: { PolicyArn?: string }, context: OperationContext): AccessRequest[] => [
    {
      action: `iam:${action}`,
      resource: input.PolicyArn!,
      conditions: ownTags(findManagedPolicy(context.allState, input.PolicyArn!)?.tags),
    },
  ];
}

export function onInstanceProfile(action: string) {
  return (input: { InstanceProfileName?: string }, context: OperationContext): AccessRequest[] => {
    const name = input.InstanceProfileName!;
    const profile = context.state(accounts).instanceProfiles.get(nameKey(name));
    return [{ action: `iam:${action}`, resource: profile?.arn ?? iamArn(context, `instance-profile/${name}`) }];
  };
}

/** A list over the account. AWS asks for the path of what is listed: `arn:aws:iam::<account>:role/`. */
export function onList(action: string, type: string) {
  return (input: { PathPrefix?: string }, context: OperationContext): AccessRequest[] => [
    { action: `iam:${action}`, resource: iamArn(context, `${type}${input.PathPrefix ?? "/"}`) },
  ];
}

export function onAccount(action: string) {
  return (): AccessRequest[] => [{ action: `iam:${action}`, resource: "*" }];
}
