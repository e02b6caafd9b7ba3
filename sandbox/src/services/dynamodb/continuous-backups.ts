import type { ContinuousBackupsDescription } from "@aws-sdk/client-dynamodb";
import type { Table } from "./table.ts";

/** How far the latest restorable time lies behind: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html (typically five minutes). */
const BEHIND_MILLISECONDS = 5 * 60 * 1000;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

export function describeBackups({ recovery }: Table, now: Date): ContinuousBackupsDescription {
  if (!recovery)
    return {
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
    };
  const earliest = Math.max(recovery.since.getTime(), now.getTime() - recovery.days * DAY_MILLISECONDS);
  return {
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: "ENABLED",
      RecoveryPeriodInDays: recovery.days,
      EarliestRestorableDateTime: new Date(earliest),
      LatestRestorableDateTime: new Date(Math.max(earliest, now.getTime() - BEHIND_MILLISECONDS)),
    },
  };
}
