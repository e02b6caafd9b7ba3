import type {
  CreatePipeCommandInput,
  CreatePipeCommandOutput,
  DescribePipeCommandInput,
  DescribePipeCommandOutput,
  UpdatePipeCommandInput,
} from "@aws-sdk/client-pipes";
import { AwsError } from "../../../core/errors.ts";
import type { Created, Properties, ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { changeTags, tagMap } from "../../../core/tags.ts";

const SERVICE = "pipes";

/** AWS::Pipes::Pipe. `Ref` is the name. */
export const pipe: ResourceProvider = {
  emulates: {
    Name: true,
    Description: true,
    DesiredState: true,
    Source: true,
    SourceParameters: { FilterCriteria: true, SqsQueueParameters: true, DynamoDBStreamParameters: true },
    Enrichment: true,
    EnrichmentParameters: true,
    Target: true,
    TargetParameters: {
      CloudWatchLogsParameters: true,
      EventBridgeEventBusParameters: true,
      HttpParameters: true,
      InputTemplate: true,
      LambdaFunctionParameters: true,
      SqsQueueParameters: true,
      StepFunctionStateMachineParameters: true,
    },
    RoleArn: true,
    Tags: true,
  },

  async create(properties, context) {
    const Name: string = properties.Name ?? context.generateName({ maxLength: 64 });
    await context.call<CreatePipeCommandInput, CreatePipeCommandOutput>(SERVICE, "CreatePipe", {
      ...valuesOf(properties),
      Name,
      Source: properties.Source,
      Tags: tagMap(properties.Tags),
    });
    try {
      return await settled(Name, context);
    } catch (error) {
      await remove(Name, context);
      throw error;
    }
  },

  async update(properties, old, context) {
    const Name = old.created.physicalId;
    await context.call<UpdatePipeCommandInput, unknown>(SERVICE, "UpdatePipe", {
      Description: "",
      Enrichment: "",
      EnrichmentParameters: {},
      TargetParameters: {},
      DesiredState: "RUNNING",
      ...valuesOf(properties),
      Name,
    });
    const created = await settled(Name, context);
    const resourceArn = created.attributes["Arn"] as string;
    await changeTags(old.properties.Tags, properties.Tags, {
      untag: (tagKeys) => context.call(SERVICE, "UntagResource", { resourceArn, tagKeys }),
      tag: (tags) => context.call(SERVICE, "TagResource", { resourceArn, tags }),
    });
    return created;
  },

  delete: ({ physicalId }, context) => remove(physicalId, context),
};

/** CloudFormation waits until the pipe runs, or fails with the reason of the pipe. */
async function settled(Name: string, context: ResourceContext): Promise<Created> {
  const found = await context.call<DescribePipeCommandInput, DescribePipeCommandOutput>(SERVICE, "DescribePipe", {
    Name,
  });
  if (found.CurrentState?.endsWith("FAILED")) throw new AwsError("NotStabilized", found.StateReason ?? "");
  return {
    physicalId: Name,
    attributes: {
      Arn: found.Arn,
      CurrentState: found.CurrentState,
      StateReason: found.StateReason ?? "",
      CreationTime: found.CreationTime!.toISOString(),
      LastModifiedTime: found.LastModifiedTime!.toISOString(),
    },
  };
}

async function remove(Name: string, context: ResourceContext): Promise<void> {
  try {
    await context.call(SERVICE, "DeletePipe", { Name });
  } catch (error) {
    if (!(error instanceof AwsError && error.code === "NotFoundException")) throw error;
  }
}

function valuesOf(properties: Properties): Omit<CreatePipeCommandInput, "Name" | "Source"> {
  const { Description, DesiredState, Enrichment, EnrichmentParameters, Target, TargetParameters, RoleArn } = properties;
  const given = {
    Description,
    DesiredState,
    Enrichment,
    EnrichmentParameters,
    Target,
    TargetParameters,
    RoleArn,
    SourceParameters: withNumbers(properties.SourceParameters),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as typeof given;
}

const NUMBERS =
  /^(BatchSize|MaximumBatchingWindowInSeconds|MaximumRecordAgeInSeconds|MaximumRetryAttempts|ParallelizationFactor)$/;

/** Templates give numbers as texts too. */
function withNumbers(value: unknown): CreatePipeCommandInput["SourceParameters"] {
  const read = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(read);
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(
      Object.entries(one).map(([name, each]) => [name, NUMBERS.test(name) ? Number(each) : read(each)]),
    );
  };
  return read(value) as CreatePipeCommandInput["SourceParameters"];
}
