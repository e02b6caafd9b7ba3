import { createHash } from "node:crypto";
import type {
  GetBucketNotificationConfigurationCommandInput,
  GetBucketNotificationConfigurationCommandOutput,
  NotificationConfiguration,
  PutBucketNotificationConfigurationCommandInput,
} from "@aws-sdk/client-s3";
import type { OperationContext } from "../../../core/service.ts";
import type { CustomResourceEvent } from "../custom-resource/request.ts";
import type { NativeHandler } from "./native-handlers.ts";

const KINDS = ["TopicConfigurations", "QueueConfigurations", "LambdaFunctionConfigurations"] as const;

interface Notification {
  Id?: string | undefined;
}
type Notifications = Partial<Record<(typeof KINDS)[number], Notification[]>> & { EventBridgeConfiguration?: object };

/** What CDK's handler of Custom::S3BucketNotifications (aws-cdk-lib 2.276, notifications-resource-handler/index.py) does. */
export const notifyFromBucket: NativeHandler = async (event, context) => {
  const {
    BucketName,
    NotificationConfiguration: wanted,
    Managed,
    SkipDestinationValidation,
  } = event.ResourceProperties;
  const isManaged = String(Managed ?? "true").toLowerCase() === "true";
  const isDelete = event.RequestType === "Delete";
  const configuration = isManaged ? (isDelete ? {} : wanted) : await merged(event, wanted, context);
  await context.call<PutBucketNotificationConfigurationCommandInput, unknown>(
    "s3",
    "PutBucketNotificationConfiguration",
    {
      Bucket: BucketName,
      NotificationConfiguration: configuration as NotificationConfiguration,
      SkipDestinationValidation: String(SkipDestinationValidation ?? "false").toLowerCase() === "true",
    },
  );
  return { PhysicalResourceId: event.PhysicalResourceId ?? event.LogicalResourceId };
};

/** A bucket that the stack does not manage keeps the notifications of others. Ours are known by their ids: the stack's id and a hash. */
async function merged(
  event: CustomResourceEvent,
  wanted: Notifications,
  context: OperationContext,
): Promise<Notifications> {
  const existing = (await context.call<
    GetBucketNotificationConfigurationCommandInput,
    GetBucketNotificationConfigurationCommandOutput
  >("s3", "GetBucketNotificationConfiguration", { Bucket: event.ResourceProperties.BucketName })) as Notifications;
  const before = (event.OldResourceProperties?.NotificationConfiguration ?? {}) as Notifications;
  const result: Notifications = {};
  for (const kind of KINDS) {
    const old = (before[kind] ?? []).map((each) => idOf(each, event));
    const others = (existing[kind] ?? []).filter((each) =>
      event.RequestType === "Create"
        ? true
        : event.RequestType === "Update"
          ? !old.includes(each.Id!)
          : !each.Id?.startsWith(`${event.StackId}-`),
    );
    const own = event.RequestType === "Delete" ? [] : (wanted[kind] ?? []);
    result[kind] = [...others, ...own.map((each) => ({ ...each, Id: idOf(each, event) }))];
  }
  const bridge =
    (event.RequestType !== "Delete" && wanted.EventBridgeConfiguration) || existing.EventBridgeConfiguration;
  return { ...result, ...(bridge ? { EventBridgeConfiguration: bridge } : {}) };
}

function idOf(notification: Notification, event: CustomResourceEvent): string {
  const { Id: _id, ...rest } = notification;
  return `${event.StackId}-${createHash("md5").update(JSON.stringify(rest)).digest("hex")}`;
}
