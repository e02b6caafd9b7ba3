import type { DescribeActivityCommandInput, DescribeActivityCommandOutput } from "@aws-sdk/client-sfn";
import { operation } from "../../../core/service.ts";
import { on } from "../access.ts";
import { getActivity } from "../activity.ts";

export const describeActivity = operation<DescribeActivityCommandInput, DescribeActivityCommandOutput>({
  accepts: ["activityArn"],
  access: (input, context) => on("DescribeActivity", input.activityArn, context),
  run(input, context) {
    const { arn, name, createdAt } = getActivity(input.activityArn!, context);
    return {
      activityArn: arn,
      name,
      creationDate: new Date(createdAt),
      encryptionConfiguration: { type: "AWS_OWNED_KEY" },
    };
  },
});
