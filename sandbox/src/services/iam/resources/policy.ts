import type { ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { call, callIfPresent, documentText } from "./attachments.ts";
import { targetsOf, without, type Target } from "./targets.ts";

/** AWS::IAM::Policy: an inline policy that is put on each of the roles, users and groups named. */
export const policy: ResourceProvider = {
  emulates: { Groups: true, PolicyDocument: true, PolicyName: true, Roles: true, Users: true },

  async create(properties, context) {
    const done: Target[] = [];
    const { PolicyName } = properties;
    try {
      for (const target of targetsOf(properties)) {
        await put(target, PolicyName, properties.PolicyDocument, context);
        done.push(target);
      }
    } catch (error) {
      await remove(done, PolicyName, context);
      throw error;
    }
    return { physicalId: PolicyName, attributes: { Id: PolicyName } };
  },

  async update(properties, { properties: old }, context) {
    const { PolicyName } = properties;
    const targets = targetsOf(properties);
    for (const target of targets) await put(target, PolicyName, properties.PolicyDocument, context);
    const renamed = old.PolicyName !== PolicyName;
    await remove(renamed ? targetsOf(old) : without(targetsOf(old), targets), old.PolicyName, context);
    return { physicalId: PolicyName, attributes: { Id: PolicyName } };
  },

  async delete(_created, context, properties) {
    await remove(targetsOf(properties), properties.PolicyName, context);
  },
};

async function put({ kind, name }: Target, PolicyName: string, document: unknown, context: ResourceContext) {
  const PolicyDocument = documentText(document);
  await call(context, `Put${kind}Policy`, { [`${kind}Name`]: name, PolicyName, PolicyDocument });
}

async function remove(targets: Target[], PolicyName: string, context: ResourceContext): Promise<void> {
  for (const { kind, name } of targets)
    await callIfPresent(context, `Delete${kind}Policy`, { [`${kind}Name`]: name, PolicyName });
}
