import type {
  CreateStackCommandInput,
  CreateStackCommandOutput,
  DeleteStackCommandInput,
  DeleteStackCommandOutput,
  UpdateStackCommandInput,
  UpdateStackCommandOutput,
} from "@aws-sdk/client-cloudformation";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { ResourceFailure } from "../deployment/resource-failure.ts";
import { noUpdates } from "../errors.ts";
import { ended } from "../stack/events.ts";
import type { Stack } from "../stack/stack.ts";
import { findStack, newStack, stacksOf } from "../stack/stacks.ts";

/** What the parent was allowed, its nested stacks are: the capabilities were checked with it. */
const CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"] as const;

/** AWS::CloudFormation::Stack. */
export const nestedStack: ResourceProvider = {
  emulates: { TemplateURL: true, Parameters: true, Tags: true },

  async create(properties, context) {
    const parent = findStack(context.stackId, context)!;
    const nested = newStack(context.generateName({ maxLength: 128 }), context);
    nested.parentId = parent.id;
    nested.rootId = parent.rootId ?? parent.id;
    try {
      await call<CreateStackCommandInput, CreateStackCommandOutput>(
        "CreateStack",
        {
          StackName: nested.name,
          ...inputOf(properties),
          OnFailure: "DO_NOTHING",
        },
        nested,
        context,
      );
    } catch (error) {
      // Refused before anything was made of it.
      if (!nested.revision) stacksOf(context).delete(nested.id);
      throw error;
    }
    if (nested.status !== "CREATE_COMPLETE")
      throw new ResourceFailure(
        `Embedded stack ${nested.id} was not successfully created: ${(nested.statusReason ?? "").trimEnd()}`,
        describe(nested),
      );
    return describe(nested);
  },

  async update(properties, old, context) {
    const nested = findStack(old.created.physicalId, context)!;
    try {
      await call<UpdateStackCommandInput, UpdateStackCommandOutput>(
        "UpdateStack",
        { StackName: nested.id, ...inputOf(properties) },
        nested,
        context,
      );
    } catch (error) {
      if (error instanceof AwsError && error.message === noUpdates().message) return describe(nested);
      throw error;
    }
    if (nested.status !== "UPDATE_COMPLETE") {
      const failed = nested.events.findLast((event) => event.type === "AWS::CloudFormation::Stack" && event.reason);
      throw new ResourceFailure(
        `Embedded stack ${nested.id} was not successfully updated. Currently in ${failed?.status} with reason: ${(failed?.reason ?? "").trimEnd()}`,
      );
    }
    return describe(nested);
  },

  async delete({ physicalId }, context) {
    const nested = findStack(physicalId, context);
    if (!nested || nested.status === "DELETE_COMPLETE") return;
    await call<DeleteStackCommandInput, DeleteStackCommandOutput>(
      "DeleteStack",
      { StackName: nested.id },
      nested,
      context,
    );
    // The call changed the status.
    if ((nested.status as string) !== "DELETE_COMPLETE")
      throw new ResourceFailure(
        `Embedded stack ${nested.id} was not successfully deleted: ${(nested.statusReason ?? "").trimEnd()}`,
      );
  },
};

function inputOf({ TemplateURL, Parameters = {}, Tags = [] }: Properties) {
  return {
    TemplateURL,
    Parameters: Object.entries(Parameters).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: Array.isArray(value) ? value.join(",") : String(value),
    })),
    Tags,
    Capabilities: [...CAPABILITIES],
  };
}

/** The operation, to its end: the answer comes earlier when it takes long. */
async function call<Input, Output>(
  operation: string,
  input: Input,
  nested: Stack,
  context: ResourceContext,
): Promise<void> {
  await context.waiting(context.call<Input, Output>("cloudformation", operation, input));
  await context.waiting(ended(nested));
}

function describe(nested: Stack): Created {
  return {
    physicalId: nested.id,
    attributes: Object.fromEntries(nested.outputs.map((output) => [`Outputs.${output.key}`, output.value])),
  };
}
