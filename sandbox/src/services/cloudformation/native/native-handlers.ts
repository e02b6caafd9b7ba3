import { formatArn } from "../../../core/arn.ts";
import type { ResourceContext, ResourceProvider } from "../../../core/resource.ts";
import { servicePrincipal } from "../../../core/principal.ts";
import type { OperationContext } from "../../../core/service.ts";
import { defineStore } from "../../../core/state.ts";
import type { Answer } from "../custom-resource/answer.ts";
import type { CustomResourceEvent } from "../custom-resource/request.ts";
import { roleSession } from "../deployment/actor.ts";
import type { Properties } from "../../../core/resource.ts";
import { deployToBucket } from "./bucket-deployment.ts";
import { notifyFromBucket } from "./bucket-notifications.ts";

/** What a handler gives back; what it throws is the Reason of a FAILED. */
interface Result {
  PhysicalResourceId: string;
  Data?: Record<string, unknown>;
}

export type NativeHandler = (event: CustomResourceEvent, context: OperationContext) => Promise<Result>;

interface NativeProvider {
  /** CDK's id of the function: the uuid of a singleton stands in it. */
  functionId: RegExp;
  handle: NativeHandler;
  /** Completes "The sandbox does not emulate ...", for the properties of a custom resource of this provider. */
  gaps?(properties: Properties): string[];
}

/** The custom resource providers of CDK that are written in Python: what they do is done here, with the credentials of the function's role. */
const PROVIDERS: Record<string, NativeProvider> = {
  "Custom::CDKBucketDeployment": {
    functionId: /^CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C/,
    handle: deployToBucket,
    gaps: ({ DistributionId }) =>
      DistributionId === undefined ? [] : ["the CloudFront invalidation (DistributionId)"],
  },
  "Custom::S3BucketNotifications": {
    functionId: /^BucketNotificationsHandler050a0587b7544547bf325f094a3db834/,
    handle: notifyFromBucket,
  },
};

/** For custom resources of the types above. */
export function nativeGaps(type: string, properties: Properties): string[] {
  return PROVIDERS[type]?.gaps?.(properties) ?? [];
}

const functions = defineStore("regional", () => new Map<string, { handle: NativeHandler; role: string }>());

/** Stands in for AWS::Lambda::Function where the function is one of those providers; undefined for all other functions. */
export function nativeFunction(type: string, logicalId: string): ResourceProvider | undefined {
  if (type !== "AWS::Lambda::Function") return undefined;
  const provider = Object.values(PROVIDERS).find(({ functionId }) => functionId.test(logicalId));
  return provider && standIn(provider.handle);
}

function standIn(handle: NativeHandler): ResourceProvider {
  const register = (name: string, { Role }: Properties, context: ResourceContext) => {
    const { account, region } = context;
    const Arn = formatArn({ service: "lambda", region, account, resource: `function:${name}` });
    context.state(functions).set(Arn, { handle, role: String(Role) });
    return { physicalId: name, attributes: { Arn } };
  };
  return {
    emulates: {
      Architectures: true,
      Code: true,
      Description: true,
      Environment: true,
      EphemeralStorage: true,
      FunctionName: true,
      Handler: true,
      Layers: true,
      LoggingConfig: true,
      MemorySize: true,
      Role: true,
      Runtime: true,
      Tags: true,
      Timeout: true,
    },
    create: async (properties, context) =>
      register(properties.FunctionName ?? context.generateName({ maxLength: 64 }), properties, context),
    update: async (properties, old, context) => register(old.created.physicalId, properties, context),
    delete: async ({ attributes }, context) => {
      context.state(functions).delete(String(attributes.Arn));
    },
  };
}

/** What answers requests to a service token that is a stand-in. */
export function nativeHandlerOf(
  token: string,
  context: OperationContext,
): ((event: CustomResourceEvent) => Promise<Answer>) | undefined {
  const found = context.state(functions).get(token);
  if (!found) return undefined;
  return async (event) => {
    try {
      const actor = await roleSession(
        found.role,
        token.split(":").at(-1)!.slice(0, 64),
        servicePrincipal("lambda.amazonaws.com", context.account, token),
        context,
      );
      const { PhysicalResourceId, Data = {} } = await found.handle(event, actor);
      return { Status: "SUCCESS", PhysicalResourceId, NoEcho: false, Data };
    } catch (error) {
      return {
        Status: "FAILED",
        Reason: (error as Error).message,
        ...(event.PhysicalResourceId === undefined ? {} : { PhysicalResourceId: event.PhysicalResourceId }),
        NoEcho: false,
        Data: {},
      };
    }
  };
}
