import type {
  ApiStage,
  CreateUsagePlanCommandInput,
  CreateUsagePlanCommandOutput,
  PatchOperation,
} from "@aws-sdk/client-api-gateway";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { tagMap } from "../../../core/tags.ts";
import { escape } from "../patch.ts";
import { changedValues, retag } from "./changes.ts";
import { deleteQuietly } from "./delete-quietly.ts";

const LIMITS = { BurstLimit: true, RateLimit: true } as const;

/** AWS::ApiGateway::UsagePlan. */
export const usagePlan: ResourceProvider = {
  emulates: {
    UsagePlanName: true,
    Description: true,
    ApiStages: { ApiId: true, Stage: true, Throttle: true },
    Quota: { Limit: true, Offset: true, Period: true },
    Throttle: LIMITS,
    Tags: true,
  },

  async create(properties, context) {
    const { Quota, Throttle } = properties;
    const { id } = await context.call<CreateUsagePlanCommandInput, CreateUsagePlanCommandOutput>(
      "api-gateway",
      "CreateUsagePlan",
      {
        name: properties.UsagePlanName ?? context.generateName(),
        description: properties.Description,
        apiStages: stagesOf(properties),
        quota: Quota && { limit: Number(Quota.Limit), offset: Number(Quota.Offset ?? 0), period: Quota.Period },
        throttle: Throttle && limitsOf(Throttle),
        tags: tagMap(properties.Tags),
      },
    );
    return { physicalId: id!, attributes: { Id: id } };
  },

  async update(properties, old, context) {
    const before = old.properties;
    const { physicalId } = old.created;
    const patchOperations = [
      ...changedValues({
        "/name": [before.UsagePlanName, properties.UsagePlanName ?? before.UsagePlanName],
        "/description": [before.Description, properties.Description],
      }),
      ...changedBlock("/quota", before.Quota, properties.Quota, { Limit: "limit", Offset: "offset", Period: "period" }),
      ...changedBlock("/throttle", before.Throttle, properties.Throttle, {
        BurstLimit: "burstLimit",
        RateLimit: "rateLimit",
      }),
      ...changedStages(stagesOf(before), stagesOf(properties)),
    ];
    if (patchOperations.length)
      await context.call("api-gateway", "UpdateUsagePlan", { usagePlanId: physicalId, patchOperations });
    await retag(`/usageplans/${physicalId}`, before, properties, context);
    return old.created;
  },

  /** A plan with stages cannot be deleted. */
  async delete({ physicalId }, context, properties) {
    const patchOperations = changedStages(stagesOf(properties), []);
    if (patchOperations.length)
      await deleteQuietly("UpdateUsagePlan", { usagePlanId: physicalId, patchOperations }, context);
    await deleteQuietly("DeleteUsagePlan", { usagePlanId: physicalId }, context);
  },
};

function stagesOf({ ApiStages = [] }: Properties): ApiStage[] {
  return (ApiStages as Properties[]).map(({ ApiId, Stage, Throttle }) => ({
    apiId: ApiId,
    stage: Stage,
    ...(Throttle && {
      throttle: Object.fromEntries(
        Object.entries(Throttle as Record<string, Properties>).map(([method, limits]) => [method, limitsOf(limits)]),
      ),
    }),
  }));
}

function limitsOf({ BurstLimit, RateLimit }: Properties) {
  return { burstLimit: Number(BurstLimit ?? 0), rateLimit: Number(RateLimit ?? 0) };
}

function changedBlock(
  path: string,
  before: Properties | undefined,
  after: Properties | undefined,
  members: Record<string, string>,
): PatchOperation[] {
  if (!after) return before ? [{ op: "remove", path }] : [];
  return Object.entries(members).flatMap(([member, name]): PatchOperation[] =>
    after[member] === undefined || after[member] === before?.[member]
      ? []
      : [{ op: "replace", path: `${path}/${name}`, value: String(after[member]) }],
  );
}

/** A stage whose limits changed is removed and added with the new ones. */
function changedStages(before: ApiStage[], after: ApiStage[]): PatchOperation[] {
  const texts = {
    before: before.map((stage) => JSON.stringify(stage)),
    after: after.map((stage) => JSON.stringify(stage)),
  };
  const removed = before.filter((_, index) => !texts.after.includes(texts.before[index]!));
  const added = after.filter((_, index) => !texts.before.includes(texts.after[index]!));
  return [
    ...removed.map(({ apiId, stage }): PatchOperation => ({
      op: "remove",
      path: "/apiStages",
      value: `${apiId}:${stage}`,
    })),
    ...added.flatMap(({ apiId, stage, throttle = {} }): PatchOperation[] => [
      { op: "add", path: "/apiStages", value: `${apiId}:${stage}` },
      ...Object.entries(throttle).flatMap(([method, limits]) =>
        Object.entries(limits).map(([limit, value]): PatchOperation => ({
          op: "replace",
          path: `/apiStages/${apiId}:${stage}/throttle/${escape(method.slice(0, method.lastIndexOf("/")))}${method.slice(method.lastIndexOf("/"))}/${limit}`,
          value: String(value),
        })),
      ),
    ]),
  ];
}
