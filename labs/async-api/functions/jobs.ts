import type { Report, ReportRequest } from "./report.ts";

/** A job as it lies in the table. */
export interface Job {
  id: string;
  status: "PENDING" | "RUNNING" | "SUCCEEDED" | "FAILED";
  request: ReportRequest;
  report?: Report;
  /** Why it failed, in words for the client. */
  reason?: string;
  /** Seconds since 1970: from then on the job is gone for clients; DynamoDB deletes it some time later. */
  expiresAt: number;
}

// #region create
// TODO 1: createJob(token, request): stores a new job as PENDING. TODO 3: the same token leads to the same job, also for two requests at once.
// #endregion

// #region start
// TODO 4: startJob(id): PENDING -> RUNNING, for one worker only. What if that worker dies?
// #endregion

// #region finish
// TODO 2: succeed(id, report): RUNNING -> SUCCEEDED. TODO 5: fail(id, reason): -> FAILED. A job that is done stays as it is.
// #endregion
