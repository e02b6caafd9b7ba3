import type { ResourceProvider } from "../../../core/resource.ts";

/** AWS::ApiGateway::Account: the one setting of the account in the Region. Deleting it leaves the role, as on AWS. */
export const account: ResourceProvider = {
  emulates: { CloudWatchRoleArn: true },

  async create({ CloudWatchRoleArn }, context) {
    await context.call("api-gateway", "UpdateAccount", {
      patchOperations: [{ op: "replace", path: "/cloudwatchRoleArn", value: CloudWatchRoleArn ?? "" }],
    });
    const physicalId = context.generateName();
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update({ CloudWatchRoleArn }, old, context) {
    await context.call("api-gateway", "UpdateAccount", {
      patchOperations: [{ op: "replace", path: "/cloudwatchRoleArn", value: CloudWatchRoleArn ?? "" }],
    });
    return old.created;
  },

  delete: () => Promise.resolve(),
};
