import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The browser tests first: they take longest, and one that began last would run alone on one core. */
class BrowserFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isBrowser = ({ moduleId }: TestSpecification): boolean => moduleId.includes("/docs/tests/");
    return [...sorted.filter(isBrowser), ...sorted.filter((file) => !isBrowser(file))];
  }
}

export default defineConfig({
  test: {
    include: ["{sandbox,grader,scripts,docs}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "work/**", "labs/**", "solutions/**"],
    // Only ends what hangs: a machine may be ten times slower than ours, and no test is about time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: BrowserFirst },
  },
});
