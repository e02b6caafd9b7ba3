import { randomUUID } from "node:crypto";
import { book } from "./accounting.ts";

/** What the schedule sends. */
interface Run {
  shop: string;
  /** When the run was due: "2026-11-21T02:30:00Z". The same in every repetition of a run. */
  scheduledTime: string;
}

// #region handler
export async function handler({ shop }: Run): Promise<{ booked: string[] }> {
  // TODO 4: take the shop's lease (record.ts). Another run has it: leave, without an error. Give it back at the end, whatever happens.
  // TODO 2: which days are due follows from scheduledTime and from the record (days.ts), not from the clock of this function.
  const due = [new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().slice(0, 10)];
  for (const day of due) {
    // TODO 3: a key that each repetition of this booking has, and no other booking.
    await book(shop, day, randomUUID());
    // TODO 2: note how far the shop is booked.
  }
  return { booked: due };
}
// #endregion
