import type {
  CreateFunctionCommandInput,
  CreateFunctionCommandOutput,
  DeleteFunctionCommandInput,
  FunctionCode,
  PutFunctionConcurrencyCommandInput,
  PutFunctionRecursionConfigCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
  UpdateFunctionCodeCommandInput,
  UpdateFunctionCodeCommandOutput,
  UpdateFunctionConfigurationCommandInput,
} from "@aws-sdk/client-lambda";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagMap } from "../../../core/tags.ts";
import { runtimeGap, snapStartGap, variableGap } from "../settings.ts";
import { createZip } from "../zip.ts";
import { CFN_RESPONSE } from "./cfn-response.ts";

const MAX_NAME = 64;

/** AWS::Lambda::Function. Code and configuration change in place. */
export const lambdaFunction: ResourceProvider = {
  emulates: {
    FunctionName: true,
    Runtime: true,
    Role: true,
    Handler: true,
    Code: { S3Bucket: true, S3Key: true, S3ObjectVersion: true, ZipFile: true },
    Description: true,
    Timeout: true,
    MemorySize: true,
    PackageType: true,
    Environment: true,
    TracingConfig: true,
    DeadLetterConfig: true,
    SnapStart: true,
    Tags: true,
    Architectures: true,
    EphemeralStorage: true,
    LoggingConfig: true,
    Layers: true,
    ReservedConcurrentExecutions: true,
    RecursiveLoop: true,
  },
  refuses({ Runtime, PackageType, SnapStart, Environment }) {
    return [
      typeof Runtime === "string" ? runtimeGap(Runtime) : undefined,
      PackageType === "Image" ? "AWS::Lambda::Function PackageType Image (container images)" : undefined,
      snapStartGap(SnapStart?.ApplyOn),
      variableGap(Environment?.Variables),
    ].filter((gap) => gap !== undefined);
  },

  async create(properties, context) {
    const name: string = properties.FunctionName ?? context.generateName({ maxLength: MAX_NAME });
    const { FunctionArn } = await context.call<CreateFunctionCommandInput, CreateFunctionCommandOutput>(
      "lambda",
      "CreateFunction",
      {
        FunctionName: name,
        Code: codeOf(properties.Code),
        PackageType: properties.PackageType,
        Architectures: properties.Architectures,
        Tags: tagMap(properties.Tags),
        ...configurationOf(properties),
        Role: properties.Role,
      },
    );
    const created: Created = { physicalId: name, attributes: { Arn: FunctionArn } };
    try {
      await reserve(name, properties, context);
      if (properties.RecursiveLoop !== undefined) await allowLoops(name, properties, context);
    } catch (error) {
      // The engine deletes only what was reported as created.
      await remove(name, context);
      throw error;
    }
    return created;
  },

  async update(properties, old, context) {
    const name = old.created.physicalId;
    const before = old.properties;
    if (differs(before.Code, properties.Code) || differs(before.Architectures, properties.Architectures))
      await context.call<UpdateFunctionCodeCommandInput, UpdateFunctionCodeCommandOutput>(
        "lambda",
        "UpdateFunctionCode",
        { FunctionName: name, ...codeOf(properties.Code), Architectures: properties.Architectures },
      );
    if (differs(configurationOf(before), configurationOf(properties)))
      await context.call<UpdateFunctionConfigurationCommandInput, unknown>("lambda", "UpdateFunctionConfiguration", {
        FunctionName: name,
        ...withDefaults(configurationOf(properties), name),
      });
    if (differs(before.ReservedConcurrentExecutions, properties.ReservedConcurrentExecutions))
      await reserve(name, properties, context, true);
    if (differs(before.RecursiveLoop, properties.RecursiveLoop)) await allowLoops(name, properties, context);
    const Resource = old.created.attributes.Arn as string;
    await changeTags(before.Tags, properties.Tags, {
      untag: (TagKeys) =>
        context.call<UntagResourceCommandInput, unknown>("lambda", "UntagResource", { Resource, TagKeys }),
      tag: (Tags) => context.call<TagResourceCommandInput, unknown>("lambda", "TagResource", { Resource, Tags }),
    });
    return old.created;
  },

  delete: ({ physicalId }, context) => remove(physicalId, context),
};

/** What UpdateFunctionConfiguration takes too. */
function configurationOf(properties: Properties) {
  return {
    Runtime: properties.Runtime,
    Role: properties.Role,
    Handler: properties.Handler,
    Description: properties.Description,
    Timeout: numberOf(properties.Timeout),
    MemorySize: numberOf(properties.MemorySize),
    Environment: properties.Environment && { Variables: textsOf(properties.Environment.Variables ?? {}) },
    EphemeralStorage: properties.EphemeralStorage && { Size: numberOf(properties.EphemeralStorage.Size) },
    TracingConfig: properties.TracingConfig,
    DeadLetterConfig: properties.DeadLetterConfig,
    SnapStart: properties.SnapStart,
    LoggingConfig: properties.LoggingConfig,
    Layers: properties.Layers as string[] | undefined,
  };
}

/** A property that is removed from the template returns to its default. */
function withDefaults(configuration: ReturnType<typeof configurationOf>, name: string) {
  return {
    ...configuration,
    Description: configuration.Description ?? "",
    Timeout: configuration.Timeout ?? 3,
    MemorySize: configuration.MemorySize ?? 128,
    Environment: configuration.Environment ?? { Variables: {} },
    EphemeralStorage: configuration.EphemeralStorage ?? { Size: 512 },
    Layers: configuration.Layers ?? [],
    TracingConfig: configuration.TracingConfig ?? { Mode: "PassThrough" as const },
    DeadLetterConfig: configuration.DeadLetterConfig ?? { TargetArn: "" },
    LoggingConfig: {
      LogFormat: "Text" as const,
      LogGroup: `/aws/lambda/${name}`,
      ...configuration.LoggingConfig,
    },
  };
}

/** Code in a template is text: CloudFormation zips it as index.js, with its module for the answers of custom resources. */
function codeOf(code: Properties): FunctionCode {
  const { ZipFile, ...rest } = code;
  if (ZipFile === undefined) return rest;
  return {
    ...rest,
    ZipFile: createZip({ "index.js": String(ZipFile), "node_modules/cfn-response/index.js": CFN_RESPONSE }),
  };
}

/** Templates may give numbers as text (parameters), and texts as numbers. */
function numberOf(value: unknown): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function textsOf(values: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}

function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

async function reserve(
  name: string,
  { ReservedConcurrentExecutions: reserved }: Properties,
  context: ResourceContext,
  wasReserved = false,
): Promise<void> {
  if (reserved !== undefined)
    await context.call<PutFunctionConcurrencyCommandInput, unknown>("lambda", "PutFunctionConcurrency", {
      FunctionName: name,
      ReservedConcurrentExecutions: Number(reserved),
    });
  else if (wasReserved) await context.call("lambda", "DeleteFunctionConcurrency", { FunctionName: name });
}

async function allowLoops(name: string, properties: Properties, context: ResourceContext): Promise<void> {
  await context.call<PutFunctionRecursionConfigCommandInput, unknown>("lambda", "PutFunctionRecursionConfig", {
    FunctionName: name,
    RecursiveLoop: properties.RecursiveLoop ?? "Terminate",
  });
}

async function remove(name: string, context: ResourceContext): Promise<void> {
  try {
    await context.call<DeleteFunctionCommandInput, unknown>("lambda", "DeleteFunction", { FunctionName: name });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "ResourceNotFoundException")) throw error;
  }
}
