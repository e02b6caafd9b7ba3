import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{sandbox,grader,scripts,docs}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "work/**", "labs/**", "solutions/**"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
