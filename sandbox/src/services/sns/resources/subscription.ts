import type {
  SetSubscriptionAttributesCommandInput,
  SubscribeCommandInput,
  SubscribeCommandOutput,
} from "@aws-sdk/client-sns";
import { AwsError } from "../../../core/errors.ts";
import type { Properties, ResourceProvider } from "../../../core/resource.ts";
import { protocolGap } from "../endpoint.ts";

const ATTRIBUTES = ["FilterPolicyScope", "FilterPolicy", "RawMessageDelivery", "RedrivePolicy"] as const;

/** AWS::SNS::Subscription: `Ref` is the ARN. */
export const subscription: ResourceProvider = {
  emulates: {
    TopicArn: true,
    Protocol: true,
    Endpoint: true,
    ...Object.fromEntries(ATTRIBUTES.map((name) => [name, true as const])),
  },
  refuses: ({ Protocol }) =>
    (typeof Protocol === "string" && [protocolGap(Protocol)].filter((gap) => gap !== undefined)) || [],

  async create(properties, context) {
    const { SubscriptionArn } = await context.call<SubscribeCommandInput, SubscribeCommandOutput>("sns", "Subscribe", {
      TopicArn: properties.TopicArn,
      Protocol: properties.Protocol,
      Endpoint: properties.Endpoint,
      Attributes: attributesOf(properties),
      ReturnSubscriptionArn: true,
    });
    return { physicalId: SubscriptionArn!, attributes: { Arn: SubscriptionArn } };
  },

  async update(properties, old, context) {
    const [before, after] = [attributesOf(old.properties), attributesOf(properties)];
    for (const name of ATTRIBUTES)
      if (before[name] !== after[name])
        await context.call<SetSubscriptionAttributesCommandInput, unknown>("sns", "SetSubscriptionAttributes", {
          SubscriptionArn: old.created.physicalId,
          AttributeName: name,
          AttributeValue: after[name] ?? DEFAULTS[name],
        });
    return old.created;
  },

  async delete({ physicalId }, context) {
    try {
      await context.call("sns", "Unsubscribe", { SubscriptionArn: physicalId });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === "NotFoundException")) throw error;
    }
  },
};

const DEFAULTS = {
  FilterPolicyScope: "MessageAttributes",
  FilterPolicy: "{}",
  RawMessageDelivery: "false",
  RedrivePolicy: "",
};

function attributesOf(properties: Properties): Record<string, string> {
  return Object.fromEntries(
    ATTRIBUTES.flatMap((name) => {
      const value: unknown = properties[name];
      if (value === undefined) return [];
      return [[name, typeof value === "object" ? JSON.stringify(value) : String(value)]];
    }),
  );
}
