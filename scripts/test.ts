/**
 * `npm test`: builds the site if it has changed, then runs every test. Without a browser on this machine the browser tests are reported as NOT RUN
 * and the exit code is 2; further arguments go to vitest.
 */
import { spawnSync } from "node:child_process";
import { findBrowser } from "../docs/lib/browser.ts";
import { ensureSite } from "./site.ts";

await ensureSite(() => console.log("Building the site for its browser tests …"));
const browser = await findBrowser();
const skipped = browser ? [] : ["--exclude", "docs/tests/**"];
const { status } = spawnSync("vitest", ["run", ...skipped, ...process.argv.slice(2)], { stdio: "inherit" });
if (!browser)
  console.log("Browser tests NOT RUN: no browser found. Install Chrome or Chromium, or name one in CHROMIUM.");
process.exit(status || (browser ? 0 : 2));
