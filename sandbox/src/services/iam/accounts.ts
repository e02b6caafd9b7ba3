/**
 * The IAM state of every account. This is the one module of a service that code outside its folder may import: the gateway's
 * authorizer and STS must read users, roles and policies without asking for permission to do so, since they decide permissions.
 */
import { formatArn } from "../../core/arn.ts";
import type { Principal } from "../../core/principal.ts";
import { defineStore, type State } from "../../core/state.ts";
import type { NamedPolicy } from "../../policy/evaluate.ts";
import { findAwsManagedPolicy } from "./aws-managed/index.ts";

export interface Entity {
  path: string;
  name: string;
  id: string;
  arn: string;
  createDate: Date;
  /** Documents by policy name. */
  inlinePolicies: Map<string, string>;
  /** ARNs of managed policies, in the order they were attached. */
  attachedPolicies: Set<string>;
}

export interface TaggedEntity extends Entity {
  tags: Map<string, string>;
  /** ARN of the managed policy that is the permissions boundary. */
  boundary?: string;
}

export interface Role extends TaggedEntity {
  trustPolicy: string;
  description?: string;
  maxSessionSeconds: number;
  lastUsed?: { date: Date; region: string };
}

export interface AccessKey {
  id: string;
  secret: string;
  status: "Active" | "Inactive";
  createDate: Date;
}

export interface User extends TaggedEntity {
  /** Keys of `Account.groups`. */
  groups: Set<string>;
  accessKeys: AccessKey[];
}

export type Group = Entity;

export interface PolicyVersion {
  id: string;
  document: string;
  createDate: Date;
}

export interface ManagedPolicy {
  path: string;
  name: string;
  id: string;
  arn: string;
  description?: string;
  createDate: Date;
  updateDate: Date;
  tags: Map<string, string>;
  versions: PolicyVersion[];
  defaultVersionId: string;
  /** Number of the next version: version ids are never used again. */
  nextVersion: number;
}

export interface InstanceProfile {
  path: string;
  name: string;
  id: string;
  arn: string;
  createDate: Date;
  tags: Map<string, string>;
  /** Key of `Account.roles`. */
  role?: string;
}

/** Names are unique without regard to case: maps have them in lower case (`nameKey`). */
export interface Account {
  id: string;
  users: Map<string, User>;
  groups: Map<string, Group>;
  roles: Map<string, Role>;
  /** Customer managed policies, by ARN. */
  policies: Map<string, ManagedPolicy>;
  instanceProfiles: Map<string, InstanceProfile>;
  aliases: string[];
}

export function nameKey(name: string): string {
  return name.toLowerCase();
}

const ADMINISTRATOR = "administrator";

export const accounts = defineStore("account", ({ account }): Account => {
  const administrator: User = {
    path: "/",
    name: ADMINISTRATOR,
    // The gateway knows the id without asking: see administratorOf in gateway/authenticate.ts.
    id: `AIDA${account}ADMIN`,
    arn: formatArn({ service: "iam", account, resource: `user/${ADMINISTRATOR}` }),
    createDate: new Date(),
    inlinePolicies: new Map(),
    attachedPolicies: new Set(["arn:aws:iam::aws:policy/AdministratorAccess"]),
    tags: new Map(),
    groups: new Set(),
    accessKeys: [],
  };
  return {
    id: account,
    users: new Map([[ADMINISTRATOR, administrator]]),
    groups: new Map(),
    roles: new Map(),
    policies: new Map(),
    instanceProfiles: new Map(),
    aliases: [],
  };
});

export function accountState(state: State, account: string): Account {
  return state.get(accounts, account, "");
}

/** The role with this ARN, in whichever account. */
export function findRole(state: State, arn: string): Role | undefined {
  const [, account, name] = /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (!account || !name) return undefined;
  const role = accountState(state, account).roles.get(nameKey(name));
  return role?.arn === arn ? role : undefined;
}

/** A managed policy by ARN: of AWS, or of the account in the ARN. */
export function findManagedPolicy(state: State, arn: string): ManagedPolicy | undefined {
  const account = /^arn:aws:iam::(\d{12}):policy\//.exec(arn)?.[1];
  return account ? accountState(state, account).policies.get(arn) : findAwsManagedPolicy(arn);
}

export function defaultDocument(policy: ManagedPolicy): string {
  return policy.versions.find(({ id }) => id === policy.defaultVersionId)!.document;
}

function namedPolicy(state: State, arn: string): NamedPolicy[] {
  const policy = findManagedPolicy(state, arn);
  return policy ? [{ name: policy.name, arn, document: defaultDocument(policy) }] : [];
}

/** Inline and attached policies of one entity. */
export function policiesOf(state: State, entity: Entity): NamedPolicy[] {
  const inline = Array.from(entity.inlinePolicies, ([name, document]) => ({ name, document }));
  return [...inline, ...Array.from(entity.attachedPolicies, (arn) => namedPolicy(state, arn)).flat()];
}

/** What IAM knows of a caller. A role or user that no longer exists has no policies. */
export interface Identity {
  policies: NamedPolicy[];
  boundary?: NamedPolicy;
  tags: ReadonlyMap<string, string>;
}

const NOBODY: Identity = { policies: [], tags: new Map() };

export function identityOf(state: State, principal: Principal): Identity {
  if (principal.type === "user") {
    const account = accountState(state, principal.account);
    const user = account.users.get(nameKey(principal.name));
    // A new user with the name of a deleted one is somebody else.
    if (!user || user.id !== principal.userId) return NOBODY;
    return identityOfUser(state, account, user);
  }
  if (principal.type === "role-session") {
    const role = findRole(state, principal.roleArn);
    if (!role || !principal.userId.startsWith(`${role.id}:`)) return NOBODY;
    const session = Object.entries(principal.sessionTags);
    return {
      policies: policiesOf(state, role),
      boundary: boundaryOf(state, role),
      tags: session.length ? new Map([...role.tags, ...session]) : role.tags,
    };
  }
  return NOBODY;
}

/** A user's own policies and those of the groups the user is in. */
export function identityOfUser(state: State, account: Account, user: User): Identity {
  const groups = [...user.groups].flatMap((key) => account.groups.get(key) ?? []);
  return {
    policies: [user, ...groups].flatMap((entity) => policiesOf(state, entity)),
    boundary: boundaryOf(state, user),
    tags: user.tags,
  };
}

/** A boundary whose policy was deleted allows nothing. */
export function boundaryOf(state: State, entity: TaggedEntity): NamedPolicy | undefined {
  if (!entity.boundary) return undefined;
  return namedPolicy(state, entity.boundary)[0] ?? { name: entity.boundary, arn: entity.boundary, document: "{}" };
}
