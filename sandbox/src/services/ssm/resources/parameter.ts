import type {
  AddTagsToResourceCommandInput,
  DeleteParameterCommandInput,
  PutParameterCommandInput,
  RemoveTagsFromResourceCommandInput,
} from "@aws-sdk/client-ssm";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagList } from "../../../core/tags.ts";

/** AWS::SSM::Parameter. Its Tags are a map, and CloudFormation never makes a SecureString. */
export const parameter: ResourceProvider = {
  emulates: {
    Name: true,
    Type: true,
    Value: true,
    Description: true,
    AllowedPattern: true,
    Tier: true,
    DataType: true,
    Tags: true,
  },
  refuses: ({ DataType }) =>
    typeof DataType === "string" && DataType !== "text" ? [`AWS::SSM::Parameter DataType ${DataType}`] : [],

  async create(properties, context) {
    const name: string = properties.Name ?? context.generateName();
    await put(name, properties, context, {
      Tags: tagList(properties.Tags),
    });
    return created(name, properties);
  },

  async update(properties, old, context) {
    const name = old.created.physicalId;
    await put(name, properties, context, { Overwrite: true });
    const parameter = { ResourceType: "Parameter", ResourceId: name } as const;
    await changeTags(old.properties.Tags, properties.Tags, {
      untag: (TagKeys) =>
        context.call<RemoveTagsFromResourceCommandInput, unknown>("ssm", "RemoveTagsFromResource", {
          ...parameter,
          TagKeys,
        }),
      tag: (_, Tags) =>
        context.call<AddTagsToResourceCommandInput, unknown>("ssm", "AddTagsToResource", { ...parameter, Tags }),
    });
    return created(name, properties);
  },

  async delete({ physicalId }, context) {
    try {
      await context.call<DeleteParameterCommandInput, unknown>("ssm", "DeleteParameter", { Name: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "ParameterNotFound")) throw error;
    }
  },
};

async function put(
  name: string,
  properties: Properties,
  context: ResourceContext,
  more: Pick<PutParameterCommandInput, "Tags" | "Overwrite">,
): Promise<void> {
  await context.call<PutParameterCommandInput, unknown>("ssm", "PutParameter", {
    Name: name,
    Type: properties.Type,
    Value: properties.Value,
    Description: properties.Description,
    AllowedPattern: properties.AllowedPattern,
    Tier: properties.Tier,
    DataType: properties.DataType,
    ...more,
  });
}

function created(name: string, properties: Properties): Created {
  return { physicalId: name, attributes: { Type: properties.Type, Value: properties.Value } };
}
