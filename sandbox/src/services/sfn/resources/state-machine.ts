import type {
  CreateStateMachineCommandInput,
  CreateStateMachineCommandOutput,
  DeleteStateMachineCommandInput,
  DescribeStateMachineCommandInput,
  DescribeStateMachineCommandOutput,
  LoggingConfiguration,
  UpdateStateMachineCommandInput,
} from "@aws-sdk/client-sfn";
import type { GetObjectCommandInput } from "@aws-sdk/client-s3";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { integrationGap } from "../gaps.ts";
import { textOf } from "../../../aws-sdk-call/shapes.ts";
import { retag, tagsOf } from "./tags.ts";

const MAX_NAME = 80;

/** AWS::StepFunctions::StateMachine. Ref is the ARN. */
export const stateMachine: ResourceProvider = {
  emulates: {
    Definition: true,
    DefinitionS3Location: { Bucket: true, Key: true, Version: true },
    DefinitionString: true,
    DefinitionSubstitutions: true,
    EncryptionConfiguration: { Type: true },
    LoggingConfiguration: { Destinations: true, IncludeExecutionData: true, Level: true },
    RoleArn: true,
    StateMachineName: true,
    StateMachineType: true,
    Tags: true,
    TracingConfiguration: { Enabled: true },
  },
  refuses: ({ EncryptionConfiguration, DefinitionString, Definition }) => [
    ...(EncryptionConfiguration?.Type === "CUSTOMER_MANAGED_KMS_KEY"
      ? ["AWS::StepFunctions::StateMachine EncryptionConfiguration (customer keys)"]
      : []),
    ...integrationGaps(DefinitionString ?? Definition),
  ],

  async create(properties, context) {
    const name: string = properties.StateMachineName ?? context.generateName({ maxLength: MAX_NAME });
    const { stateMachineArn } = await context.call<CreateStateMachineCommandInput, CreateStateMachineCommandOutput>(
      "sfn",
      "CreateStateMachine",
      {
        name,
        type: properties.StateMachineType,
        tags: tagsOf(properties),
        ...(await settingsOf(properties, context)),
      },
    );
    return created(stateMachineArn!, name, context);
  },

  async update(properties, old, context) {
    const arn = old.created.physicalId;
    await context.call<UpdateStateMachineCommandInput, unknown>("sfn", "UpdateStateMachine", {
      stateMachineArn: arn,
      ...(await settingsOf(properties, context)),
      // A property that is removed from the template returns to its default.
      loggingConfiguration: loggingOf(properties) ?? { level: "OFF", includeExecutionData: false },
      tracingConfiguration: { enabled: isTrue(properties.TracingConfiguration?.Enabled) },
    });
    await retag(arn, old.properties, properties, context);
    return created(arn, old.created.attributes["Name"] as string, context);
  },

  async delete({ physicalId }, context) {
    await context.call<DeleteStateMachineCommandInput, unknown>("sfn", "DeleteStateMachine", {
      stateMachineArn: physicalId,
    });
  },
};

/** Integrations that stand in a definition whose functions (Fn::Join, ...) are not resolved yet. */
function integrationGaps(definition: unknown): string[] {
  const resources = plainText(definition).matchAll(/:(states:::(?:aws-sdk:)?[\w-]+:\w+(?:\.\w+(?::2)?)?)/g);
  const gaps = Array.from(resources, ([, resource]) => integrationGap(`arn:aws:${resource}`));
  return [...new Set(gaps.filter((gap) => gap !== undefined))];
}

/** The literal parts of a value, one after the other. */
function plainText(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(plainText).join("");
}

async function created(arn: string, name: string, context: ResourceContext): Promise<Created> {
  const { revisionId } = await context.call<DescribeStateMachineCommandInput, DescribeStateMachineCommandOutput>(
    "sfn",
    "DescribeStateMachine",
    { stateMachineArn: arn },
  );
  return { physicalId: arn, attributes: { Arn: arn, Name: name, StateMachineRevisionId: revisionId ?? "INITIAL" } };
}

async function settingsOf(properties: Properties, context: ResourceContext) {
  return {
    definition: substitute(await definitionOf(properties, context), properties.DefinitionSubstitutions ?? {}),
    roleArn: properties.RoleArn as string,
    loggingConfiguration: loggingOf(properties),
    tracingConfiguration: properties.TracingConfiguration && {
      enabled: isTrue(properties.TracingConfiguration.Enabled),
    },
    encryptionConfiguration: properties.EncryptionConfiguration && { type: properties.EncryptionConfiguration.Type },
  };
}

async function definitionOf(
  { DefinitionString, Definition, DefinitionS3Location }: Properties,
  context: ResourceContext,
): Promise<string> {
  const given = [DefinitionString, Definition, DefinitionS3Location].filter((each) => each !== undefined);
  if (given.length !== 1)
    throw new AwsError(
      "InvalidRequest",
      "Exactly one of DefinitionString, DefinitionS3Location, or Definition must be specified.",
      { status: 400 },
    );
  if (DefinitionString !== undefined) return String(DefinitionString);
  if (Definition !== undefined) return JSON.stringify(Definition, undefined, 2);
  const { Body } = await context.call<GetObjectCommandInput, { Body?: unknown }>("s3", "GetObject", {
    Bucket: DefinitionS3Location.Bucket,
    Key: DefinitionS3Location.Key,
    VersionId: DefinitionS3Location.Version,
  });
  const text = await textOf(Body);
  if (!/\.ya?ml$/i.test(DefinitionS3Location.Key)) return text;
  const { parse } = await import("yaml");
  return JSON.stringify(parse(text));
}

/** ${name} in the definition. */
function substitute(definition: string, substitutions: Record<string, unknown>): string {
  return definition.replaceAll(/\$\{([\w-]+)\}/g, (found, name: string) =>
    name in substitutions ? String(substitutions[name]) : found,
  );
}

function loggingOf({ LoggingConfiguration: given }: Properties): LoggingConfiguration | undefined {
  if (!given) return undefined;
  return {
    level: given.Level,
    ...(given.IncludeExecutionData === undefined ? {} : { includeExecutionData: isTrue(given.IncludeExecutionData) }),
    ...(given.Destinations && {
      destinations: given.Destinations.map(({ CloudWatchLogsLogGroup }: Properties) => ({
        cloudWatchLogsLogGroup: { logGroupArn: CloudWatchLogsLogGroup?.LogGroupArn },
      })),
    }),
  };
}

/** Templates may give booleans as text. */
const isTrue = (value: unknown): boolean => String(value) === "true";
