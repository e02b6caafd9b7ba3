import type {
  CreateActivityCommandInput,
  CreateActivityCommandOutput,
  DeleteActivityCommandInput,
} from "@aws-sdk/client-sfn";
import type { ResourceProvider } from "../../../core/resource.ts";
import { retag, tagsOf } from "./tags.ts";

/** AWS::StepFunctions::Activity. Ref is the ARN. */
export const activity: ResourceProvider = {
  emulates: { Name: true, Tags: true, EncryptionConfiguration: { Type: true } },
  refuses: ({ EncryptionConfiguration }) =>
    EncryptionConfiguration?.Type === "CUSTOMER_MANAGED_KMS_KEY"
      ? ["AWS::StepFunctions::Activity EncryptionConfiguration (customer keys)"]
      : [],

  async create(properties, context) {
    const { activityArn } = await context.call<CreateActivityCommandInput, CreateActivityCommandOutput>(
      "sfn",
      "CreateActivity",
      { name: properties.Name, tags: tagsOf(properties) },
    );
    return { physicalId: activityArn!, attributes: { Arn: activityArn, Name: properties.Name } };
  },

  async update(properties, old, context) {
    await retag(old.created.physicalId, old.properties, properties, context);
    return old.created;
  },

  async delete({ physicalId }, context) {
    await context.call<DeleteActivityCommandInput, unknown>("sfn", "DeleteActivity", { activityArn: physicalId });
  },
};
