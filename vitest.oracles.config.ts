import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["sandbox/**/*.oracle.ts"], exclude: ["**/node_modules/**"] } });
