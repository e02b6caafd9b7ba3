import { defineConfig } from "vitest/config";

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
  },
});
