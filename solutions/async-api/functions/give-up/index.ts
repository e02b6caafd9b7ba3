import type { SQSEvent } from "aws-lambda";
import { fail } from "../jobs.ts";

// #region handler
/** Reads the dead-letter queue: what lies there was tried often enough, or killed its worker each time. Somebody is still asking how the job is doing. */
export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  for (const { body: id } of Records) {
    console.error(`Job ${id} is given up`);
    await fail(id, "the report could not be made in several attempts; order it again later with a new Idempotency-Key");
  }
};
// #endregion
