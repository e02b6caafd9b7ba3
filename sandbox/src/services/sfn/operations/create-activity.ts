import type { CreateActivityCommandInput, CreateActivityCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { activities, type Activity } from "../activity.ts";
import { activityArn } from "../arns.ts";
import { checkEncryption } from "../encryption.ts";
import { checkName } from "../names.ts";
import { mergeTags } from "../tags.ts";

export const createActivity = operation<CreateActivityCommandInput, CreateActivityCommandOutput>({
  accepts: ["name", "tags", "encryptionConfiguration"],
  access: (input, context) => [{ action: "states:CreateActivity", resource: activityArn(context, input.name!) }],
  run(input, context) {
    const { name, encryptionConfiguration } = input;
    checkName(name!);
    checkEncryption(encryptionConfiguration);
    const arn = activityArn(context, name!);
    const all = context.state(activities);
    const activity: Activity = all.get(arn) ?? {
      name: name!,
      arn,
      createdAt: context.clock.now(),
      tags: mergeTags(new Map(), input.tags ?? []),
      offers: [],
      pollers: new Set(),
    };
    all.set(arn, activity);
    return { activityArn: arn, creationDate: new Date(activity.createdAt) };
  },
});
