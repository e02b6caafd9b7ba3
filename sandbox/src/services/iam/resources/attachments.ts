/** What users, groups and roles have in common in templates: inline policies, managed policies, boundary and tags. */
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceContext } from "../../../core/resource.ts";
import { changeTags } from "../../../core/tags.ts";

export type EntityKind = "Role" | "User" | "Group";

interface InlinePolicy {
  PolicyName: string;
  PolicyDocument: unknown;
}

/** Templates hold policy documents as objects, sometimes as text. */
export function documentText(document: unknown): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}

export async function call(
  context: ResourceContext,
  operation: string,
  input: Record<string, unknown>,
): Promise<Record<string, Record<string, unknown>>> {
  return context.call("iam", operation, input);
}

/** For deletions: what is gone already is as good as deleted. */
export async function callIfPresent(
  context: ResourceContext,
  operation: string,
  input: Record<string, unknown>,
): Promise<void> {
  try {
    await call(context, operation, input);
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "NoSuchEntity")) throw error;
  }
}

/** Brings the policies of an entity from the old properties to the new ones; `{}` on either side creates or removes all. */
export async function syncPolicies(
  context: ResourceContext,
  kind: EntityKind,
  name: string,
  old: Properties,
  properties: Properties,
): Promise<void> {
  const entity = { [`${kind}Name`]: name };
  const inline: InlinePolicy[] = properties.Policies ?? [];
  const oldInline: InlinePolicy[] = old.Policies ?? [];
  const managed: string[] = properties.ManagedPolicyArns ?? [];
  const oldManaged: string[] = old.ManagedPolicyArns ?? [];

  for (const { PolicyName } of oldInline)
    if (!inline.some((policy) => policy.PolicyName === PolicyName))
      await callIfPresent(context, `Delete${kind}Policy`, { ...entity, PolicyName });
  for (const PolicyArn of oldManaged)
    if (!managed.includes(PolicyArn)) await callIfPresent(context, `Detach${kind}Policy`, { ...entity, PolicyArn });
  for (const PolicyArn of managed)
    if (!oldManaged.includes(PolicyArn)) await call(context, `Attach${kind}Policy`, { ...entity, PolicyArn });
  for (const { PolicyName, PolicyDocument } of inline)
    await call(context, `Put${kind}Policy`, { ...entity, PolicyName, PolicyDocument: documentText(PolicyDocument) });
}

export async function syncBoundary(
  context: ResourceContext,
  kind: "Role" | "User",
  name: string,
  old: Properties,
  properties: Properties,
): Promise<void> {
  const entity = { [`${kind}Name`]: name };
  const { PermissionsBoundary } = properties;
  if (PermissionsBoundary === old.PermissionsBoundary) return;
  if (PermissionsBoundary) await call(context, `Put${kind}PermissionsBoundary`, { ...entity, PermissionsBoundary });
  else await callIfPresent(context, `Delete${kind}PermissionsBoundary`, entity);
}

export async function syncTags(
  context: ResourceContext,
  kind: "Role" | "User",
  name: string,
  old: Properties,
  properties: Properties,
): Promise<void> {
  const entity = { [`${kind}Name`]: name };
  await changeTags(old.Tags, properties.Tags, {
    untag: (TagKeys) => call(context, `Untag${kind}`, { ...entity, TagKeys }),
    tag: (_, Tags) => call(context, `Tag${kind}`, { ...entity, Tags }),
  });
}

/** Runs the steps after the creation of an entity; when one fails the half-made entity is removed, and the failure goes on. */
export async function orUndo(steps: () => Promise<void>, undo: () => Promise<void>): Promise<void> {
  try {
    await steps();
  } catch (error) {
    await undo();
    throw error;
  }
}
