import type { PutResourcePolicyCommandInput } from "@aws-sdk/client-cloudwatch-logs";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";

const SERVICE = "cloudwatch-logs";

/** AWS::Logs::ResourcePolicy. `Ref` is the name; the document is JSON, or a text of it. */
export const resourcePolicy: ResourceProvider = {
  emulates: { PolicyName: true, PolicyDocument: true },

  async create(properties, context) {
    await put(properties, context);
    return { physicalId: properties.PolicyName, attributes: {} };
  },

  async update(properties, old, context) {
    await put(properties, context);
    return old.created;
  },

  async delete({ physicalId }, context) {
    try {
      await context.call(SERVICE, "DeleteResourcePolicy", { policyName: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

async function put({ PolicyName, PolicyDocument }: Properties, context: ResourceContext): Promise<void> {
  await context.call<PutResourcePolicyCommandInput, unknown>(SERVICE, "PutResourcePolicy", {
    policyName: PolicyName,
    policyDocument: typeof PolicyDocument === "string" ? PolicyDocument : JSON.stringify(PolicyDocument),
  });
}
