import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { firstLab as lab } from "../../course.config.ts";
import { copyCheckout, type Checkout } from "./testing.ts";

const STEP_MS = 90_000;
let checkout: Checkout;

beforeAll(() => {
  checkout = copyCheckout();
});
afterAll(() => checkout.remove());

test(
  "watch checks again on save, swaps code in place, survives mistakes, and gives a clean verdict when all passes",
  { timeout: 4 * STEP_MS },
  async () => {
    await checkout.slab(["start", lab]);
    const work = join(checkout.dir, "work", lab);
    const solution = join(checkout.dir, "solutions", lab);
    const app = readFileSync(join(work, "app.ts"), "utf8");
    const child = checkout.spawnSlab(["watch", lab]);
    onTestFinished(() => void child.kill("SIGKILL"));
    const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
    let output = "";
    let arrived = (): void => {};
    for (const stream of [child.stdout!, child.stderr!])
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        arrived();
      });
    /** What is printed until the loop waits for the next save. */
    const round = async (): Promise<string> => {
      const deadline = setTimeout(() => arrived(), STEP_MS);
      const end = "Waiting for you to save a file. Ctrl-C ends.\n";
      const startedAt = Date.now();
      while (!output.includes(end) && Date.now() - startedAt < STEP_MS)
        await new Promise<void>((resolve) => (arrived = resolve));
      clearTimeout(deadline);
      const [printed = ""] = output.split(end);
      output = output.slice(printed.length + end.length);
      return printed;
    };
    try {
      const first = await round();
      expect(first).toContain("FAIL   A note that does not exist gets 404 (missing-note-is-404)\n         expected");
      expect(first).toMatch(/s, deployed\. No verdict/);

      writeFileSync(join(work, "app.ts"), "const = 1;");
      expect(await round()).toMatch(/Saved: app\.ts[\s\S]*did not synthesise/);
      writeFileSync(join(work, "app.ts"), app);
      await round();

      cpSync(join(solution, "lib"), join(work, "lib"), { recursive: true });
      expect(await round()).toMatch(/pass {3}No function may do more[\s\S]*why it matters[\s\S]*s, deployed/);

      cpSync(join(solution, "functions"), join(work, "functions"), { recursive: true });
      const last = await round();
      expect(last).toMatch(/s, swapped in place\. No verdict[\s\S]*PASSED {2}100 of 100 points/);
    } finally {
      child.kill("SIGINT");
    }
    expect(await exited).toBe(0);
  },
);
