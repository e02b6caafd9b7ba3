import type {
  UpdateContinuousBackupsCommandInput,
  UpdateContinuousBackupsCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { operation } from "../../../core/service.ts";
import { Constraints } from "../../../core/constraints.ts";
import { describeBackups } from "../continuous-backups.ts";
import { validation } from "../errors.ts";
import { RECOVERY_DAYS } from "../limits.ts";
import { backedUpTable, requestedArn } from "../tables.ts";

/** The setting is kept; restoring is not emulated. */
export const updateContinuousBackups = operation<
  UpdateContinuousBackupsCommandInput,
  UpdateContinuousBackupsCommandOutput
>({
  accepts: ["TableName", "PointInTimeRecoverySpecification"],
  access: (input, context) => [
    { action: "dynamodb:UpdateContinuousBackups", resource: requestedArn(context, input.TableName!) },
  ],
  run(input, context) {
    const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days } = input.PointInTimeRecoverySpecification!;
    new Constraints()
      .range("pointInTimeRecoverySpecification.recoveryPeriodInDays", days, { min: 1, max: RECOVERY_DAYS })
      .check();
    if (!enabled && days !== undefined)
      throw validation("Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.");
    const table = backedUpTable(context, input.TableName!);
    table.recovery = enabled
      ? { since: table.recovery?.since ?? context.clock.date(), days: days ?? table.recovery?.days ?? RECOVERY_DAYS }
      : undefined;
    return { ContinuousBackupsDescription: describeBackups(table, context.clock.date()) };
  },
});
