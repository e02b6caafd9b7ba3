import type { CreateUsagePlanKeyCommandInput, CreateUsagePlanKeyCommandOutput } from "@aws-sdk/client-api-gateway";
import type { ResourceProvider } from "../../../core/resource.ts";
import { deleteQuietly } from "./delete-quietly.ts";

/** AWS::ApiGateway::UsagePlanKey: a key in a plan; every change replaces it. */
export const usagePlanKey: ResourceProvider = {
  emulates: { KeyId: true, KeyType: true, UsagePlanId: true },

  async create({ KeyId, KeyType, UsagePlanId }, context) {
    const { id } = await context.call<CreateUsagePlanKeyCommandInput, CreateUsagePlanKeyCommandOutput>(
      "api-gateway",
      "CreateUsagePlanKey",
      { usagePlanId: UsagePlanId, keyId: KeyId, keyType: KeyType },
    );
    return { physicalId: `${id}:${UsagePlanId}`, attributes: { Id: `${id}:${UsagePlanId}` } };
  },

  delete: (_, context, { KeyId, UsagePlanId }) =>
    deleteQuietly("DeleteUsagePlanKey", { usagePlanId: UsagePlanId, keyId: KeyId }, context),
};
