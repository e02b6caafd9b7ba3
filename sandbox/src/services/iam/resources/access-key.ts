import type { ResourceProvider } from "../../../core/resource.ts";
import { call, callIfPresent } from "./attachments.ts";

/** AWS::IAM::AccessKey. A changed Serial or UserName replaces it. */
export const accessKey: ResourceProvider = {
  emulates: { Serial: true, Status: true, UserName: true },

  async create({ UserName, Status }, context) {
    const { AccessKey } = await call(context, "CreateAccessKey", { UserName });
    const id = AccessKey!.AccessKeyId as string;
    if (Status === "Inactive") await call(context, "UpdateAccessKey", { UserName, AccessKeyId: id, Status });
    return { physicalId: id, attributes: { SecretAccessKey: AccessKey!.SecretAccessKey } };
  },

  async update({ UserName, Status = "Active" }, { created }, context) {
    await call(context, "UpdateAccessKey", { UserName, AccessKeyId: created.physicalId, Status });
    return created;
  },

  async delete({ physicalId }, context, { UserName }) {
    await callIfPresent(context, "DeleteAccessKey", { UserName, AccessKeyId: physicalId });
  },
};
