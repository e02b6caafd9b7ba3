import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { buildSync } from "esbuild";
import { bytesOf, filesOf, LIST_PATH, pick } from "../../client/offline/list.ts";
import { root } from "../root.ts";
import { listFiles } from "./files.ts";

/** After everything else that writes files: lists them for the offline copy, and builds the worker that reads the copy. */
export function offlineCopy(): AstroIntegration {
  return {
    name: "course:offline",
    hooks: {
      "astro:build:done": ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const list = listFiles(folder, new Date());
        const file = join(folder, LIST_PATH);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, JSON.stringify(list));
        buildSync({
          entryPoints: [join(root, "docs/client/offline/worker.ts")],
          outfile: join(folder, "sw.js"),
          bundle: true,
          minify: true,
          format: "iife",
          target: ["chrome111", "firefox115", "safari16.4"],
          logLevel: "warning",
        });
        const sizes = Object.keys(list.languages).map(
          (code) => `${code} ${(bytesOf(filesOf(pick(list, [code]))) / 1e6).toFixed(1)} MB`,
        );
        logger.info(`an offline copy takes ${sizes.join(", ")}`);
      },
    },
  };
}
