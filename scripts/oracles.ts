/**
 * `npm run oracles`: compares the sandbox with recorded answers of AWS in the folder that ORACLES names. They are not part of this repository;
 * without them nothing is compared, and this says so with exit code 2 instead of passing.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = process.env["ORACLES"];
if (!folder || !existsSync(folder)) {
  console.error(
    `ORACLES must name the folder with the recordings; it is ${folder ? `"${folder}", which does not exist` : "not set"}.`,
  );
  process.exit(2);
}
const vitest = fileURLToPath(new URL("../node_modules/vitest/vitest.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, "run", "--config", "vitest.oracles.config.ts"], {
  stdio: "inherit",
});
process.exit(status ?? 2);
