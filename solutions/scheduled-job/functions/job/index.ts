import { randomUUID } from "node:crypto";
import { book } from "./accounting.ts";
import { dueDays } from "./days.ts";
import { giveBack, recordBooked, takeLease } from "./record.ts";

/** What the schedule sends. */
interface Run {
  shop: string;
  /** When the run was due: "2026-11-21T02:30:00Z". The same in every repetition of a run. */
  scheduledTime: string;
}

// #region handler
export async function handler({ shop, scheduledTime }: Run): Promise<{ booked: string[] }> {
  const lease = await takeLease(shop, randomUUID());
  if (!lease) {
    console.log(`${shop}: another run is at work; what is due then is left for the next run`);
    return { booked: [] };
  }
  try {
    const due = dueDays(scheduledTime, lease.bookedThrough);
    for (const day of due) {
      // The key is made of what is booked. A repetition, however it came about, has the same one.
      await book(shop, day, `${shop}/${day}`);
      await recordBooked(lease, day);
    }
    return { booked: due };
  } finally {
    // Also after a failure: Lambda repeats the run in a minute, and must not find the shop reserved.
    await giveBack(lease);
  }
}
// #endregion
