import type {
  DeleteRetentionPolicyCommandInput,
  DeleteRetentionPolicyCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { findGroup, onStream } from "../names.ts";

export const deleteRetentionPolicy = operation<DeleteRetentionPolicyCommandInput, DeleteRetentionPolicyCommandOutput>({
  accepts: ["logGroupName"],
  access: (input, context) => [onStream("logs:DeleteRetentionPolicy", input.logGroupName, undefined, context)],
  run(input, context) {
    findGroup(context, input.logGroupName!).retentionInDays = undefined;
    return {};
  },
});
