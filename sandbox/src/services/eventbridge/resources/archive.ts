import type {
  CreateArchiveCommandInput,
  CreateArchiveCommandOutput,
  UpdateArchiveCommandInput,
} from "@aws-sdk/client-eventbridge";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";

const SERVICE = "eventbridge";

/** AWS::Events::Archive. `Ref` is the name. */
export const archive: ResourceProvider = {
  emulates: {
    ArchiveName: true,
    SourceArn: true,
    Description: true,
    EventPattern: true,
    RetentionDays: true,
    KmsKeyIdentifier: true,
  },

  /** CDK's archive() writes an empty identifier when it has no key: EventBridge then uses a key of its own. */
  refuses: ({ KmsKeyIdentifier }) =>
    KmsKeyIdentifier ? ["the property KmsKeyIdentifier of AWS::Events::Archive (customer keys)"] : [],

  async create(properties, context) {
    const ArchiveName: string = properties.ArchiveName ?? context.generateName({ maxLength: 48 });
    const { ArchiveArn } = await context.call<CreateArchiveCommandInput, CreateArchiveCommandOutput>(
      SERVICE,
      "CreateArchive",
      { ArchiveName, EventSourceArn: properties.SourceArn, ...valuesOf(properties) },
    );
    return { physicalId: ArchiveName, attributes: { ArchiveName, Arn: ArchiveArn } };
  },

  async update(properties, old, context) {
    await context.call<UpdateArchiveCommandInput, unknown>(SERVICE, "UpdateArchive", {
      ArchiveName: old.created.physicalId,
      ...valuesOf(properties),
      Description: properties.Description ?? "",
      RetentionDays: Number(properties.RetentionDays ?? 0),
    });
    return old.created;
  },

  async delete({ physicalId }, context) {
    try {
      await context.call(SERVICE, "DeleteArchive", { ArchiveName: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
    }
  },
};

function valuesOf({ Description, EventPattern, RetentionDays }: Properties) {
  return {
    Description,
    EventPattern: EventPattern === undefined ? undefined : JSON.stringify(EventPattern),
    RetentionDays: RetentionDays === undefined ? undefined : Number(RetentionDays),
  };
}
