import type { Properties } from "../../../core/resource.ts";
import type { EntityKind } from "./attachments.ts";

export interface Target {
  kind: EntityKind;
  name: string;
}

/** The users, groups and roles that a policy resource names. */
export function targetsOf(properties: Properties): Target[] {
  const of = (kind: EntityKind, names: string[] | undefined) => (names ?? []).map((name) => ({ kind, name }));
  return [...of("Role", properties.Roles), ...of("User", properties.Users), ...of("Group", properties.Groups)];
}

/** The targets that only the first list has. */
export function without(targets: Target[], others: Target[]): Target[] {
  return targets.filter(({ kind, name }) => !others.some((other) => other.kind === kind && other.name === name));
}
