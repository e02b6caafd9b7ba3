import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.ts";

export const slabVersion: string = (
  JSON.parse(readFileSync(join(root, "grader", "package.json"), "utf8")) as { version: string }
).version;
