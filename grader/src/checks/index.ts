import type { Hop } from "@course/sandbox";
import { beforeAll, test } from "vitest";
import { CheckFailure, type Failure } from "./failure.ts";
import { lab, type Lab } from "./lab.ts";
import { awaitSession, readNewHops } from "./session.ts";

export { eventually } from "./eventually.ts";
export { expectEqual, expectThat } from "./failure.ts";
export type { HttpAnswer, Lab, StackResource } from "./lab.ts";
export { steadily } from "./steadily.ts";

// The kits are imported one by one, so that a lab loads no client that it does not use (kits/). Fault kits: "@course/grader/checks/close", ".../deliver", ".../listen", ".../pause", ".../refuse", ".../take",
// ".../throttle", ".../time". Reading kits, which say what the app is made of: "@course/grader/checks/functions", ".../permissions", ".../tables".

declare module "vitest" {
  interface TaskMeta {
    /** What the learner reads, when the check failed. */
    failure?: Failure;
    /** What happened during a check that did not pass. */
    hops?: Hop[];
  }
}

// Deployments may take minutes on AWS; slab ends this thread when one fails.
beforeAll(awaitSession, 0);

/** Declares the check `id` of lab.json. It passes when `run` returns, fails with a CheckFailure, and counts as an error of the grader with anything else. */
export function check(id: string, run: (lab: Lab) => Promise<void>): void {
  test(id, async ({ task }) => {
    await readNewHops();
    try {
      await run(lab);
    } catch (error) {
      if (error instanceof CheckFailure) task.meta.failure = error.failure;
      task.meta.hops = await readNewHops();
      throw error;
    }
  });
}
