import type { PutParameterCommandInput, PutParameterCommandOutput } from "@aws-sdk/client-ssm";
import { NotEmulated } from "../../../core/errors.ts";
import { operation } from "../../../core/service.ts";
import { onParameter } from "../access.ts";
import * as errors from "../errors.ts";
import { ADVANCED_VALUE_BYTES, STANDARD_VALUE_BYTES } from "../limits.ts";
import { checkName } from "../name.ts";
import { addVersion, currentVersion, type Parameter, parameters, type Tier } from "../parameter.ts";
import { addTags } from "../tags.ts";

export const putParameter = operation<PutParameterCommandInput, PutParameterCommandOutput>({
  accepts: ["Name", "Description", "Value", "Type", "KeyId", "Overwrite", "AllowedPattern", "Tags", "Tier", "DataType"],
  access: (input, context) => [
    {
      ...onParameter("ssm:PutParameter", input.Name, context),
      conditions: { "ssm:Overwrite": String(input.Overwrite ?? false), ...tagConditions(input) },
    },
    ...(input.Tags?.length
      ? [{ ...onParameter("ssm:AddTagsToResource", input.Name, context), conditions: tagConditions(input) }]
      : []),
  ],
  run(input, context) {
    const name = input.Name!;
    checkName(name);
    const store = context.state(parameters);
    const existing = store.get(name);
    refuseUnknownKinds(input);
    if (input.Overwrite && input.Tags?.length)
      throw errors.validation(
        "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
      );
    if (existing && !input.Overwrite) throw errors.parameterAlreadyExists();
    const previous = existing && currentVersion(existing);
    const type = input.Type ?? previous?.type;
    if (!type) throw errors.validation("A parameter type is required when you create a parameter.");
    if (previous && (previous.type === "SecureString") !== (type === "SecureString"))
      throw errors.hierarchyTypeMismatch();
    const tier = tierFor(input, previous?.tier);
    checkValue(input, tier);

    const parameter: Parameter = existing ?? { name, versions: [], tags: new Map() };
    const version = addVersion(parameter, {
      type,
      value: input.Value!,
      tier,
      description: input.Description ?? previous?.description,
      allowedPattern: input.AllowedPattern ?? previous?.allowedPattern,
      keyId: type === "SecureString" ? "alias/aws/ssm" : undefined,
      modifiedAt: context.clock.now(),
      modifiedBy: context.principal.arn,
    });
    if (input.Tags) addTags(parameter, input.Tags);
    store.set(name, parameter);
    return { Version: version.version, Tier: tier };
  },
});

function tagConditions(input: PutParameterCommandInput): Record<string, string | string[]> {
  if (!input.Tags?.length) return {};
  return {
    ...Object.fromEntries(input.Tags.map((tag) => [`aws:RequestTag/${tag.Key}`, tag.Value ?? ""])),
    "aws:TagKeys": input.Tags.map((tag) => tag.Key!),
  };
}

function refuseUnknownKinds(input: PutParameterCommandInput): void {
  if (input.DataType !== undefined && input.DataType !== "text")
    throw new NotEmulated(`ssm PutParameter DataType ${input.DataType}`);
  if (input.KeyId !== undefined && (input.Type !== "SecureString" || input.KeyId !== "alias/aws/ssm"))
    throw new NotEmulated(`ssm PutParameter KeyId ${input.KeyId} (only the AWS managed key alias/aws/ssm)`);
}

function tierFor(input: PutParameterCommandInput, previous: Tier | undefined): Tier {
  const fits = Buffer.byteLength(input.Value!) <= STANDARD_VALUE_BYTES;
  if (input.Tier === "Intelligent-Tiering") return fits && previous !== "Advanced" ? "Standard" : "Advanced";
  if (input.Tier === "Standard" && previous === "Advanced")
    throw errors.validation(
      "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter.",
    );
  return input.Tier ?? previous ?? "Standard";
}

function checkValue(input: PutParameterCommandInput, tier: Tier): void {
  const value = input.Value!;
  if (!value.length)
    throw errors.validation(
      "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.",
    );
  const bytes = Buffer.byteLength(value);
  if (tier === "Standard" && bytes > STANDARD_VALUE_BYTES)
    throw errors.validation(
      `Standard tier parameters support a maximum parameter value of ${STANDARD_VALUE_BYTES} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html`,
    );
  if (bytes > ADVANCED_VALUE_BYTES)
    throw errors.validation(
      `Advanced tier parameters support a maximum parameter value of ${ADVANCED_VALUE_BYTES} characters.`,
    );
  if (input.AllowedPattern !== undefined && !compile(input.AllowedPattern).test(value))
    throw errors.patternMismatch(input.AllowedPattern);
}

/** AWS matches the whole value (Java's `matches`). */
function compile(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    throw errors.invalidPattern();
  }
}
