import type { PutRetentionPolicyCommandInput, PutRetentionPolicyCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import { operation } from "../../../core/service.ts";
import { constraint } from "../errors.ts";
import { RETENTION_DAYS } from "../limits.ts";
import { findGroup, onStream } from "../names.ts";

export const putRetentionPolicy = operation<PutRetentionPolicyCommandInput, PutRetentionPolicyCommandOutput>({
  accepts: ["logGroupName", "retentionInDays"],
  access: (input, context) => [onStream("logs:PutRetentionPolicy", input.logGroupName, undefined, context)],
  run(input, context) {
    const days = input.retentionInDays!;
    if (!RETENTION_DAYS.includes(days))
      throw constraint(days, "retentionInDays", `satisfy enum value set: [${RETENTION_DAYS.join(", ")}]`);
    findGroup(context, input.logGroupName!).retentionInDays = days;
    return {};
  },
});
