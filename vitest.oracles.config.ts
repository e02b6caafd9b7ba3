import { defineConfig } from "vitest/config";
import { ErrorsTable } from "./sandbox/src/oracles/errors-table.ts";

export default defineConfig({
  test: {
    include: ["sandbox/**/*.oracle.ts"],
    exclude: ["**/node_modules/**"],
    reporters: ["default", new ErrorsTable()],
  },
});
