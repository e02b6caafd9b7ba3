/** A browser for the tests and for the printed book: CHROMIUM in the environment, else an installed Chrome or Chromium, else on Linux x64 the one that @sparticuz/chromium ships. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

interface BrowserChoice {
  path: string;
  environment: Record<string, string>;
}

const INSTALLED = [
  // Without the parts that show a window a page costs it half the processor time.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
// What a browser would do by itself on the network has no place in a test.
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Undefined when this machine has none: the tests are then NOT RUN, and `npm test` exits with 2. */
export async function findBrowser(): Promise<BrowserChoice | undefined> {
  const named = process.env["CHROMIUM"];
  if (named && !existsSync(named)) throw new Error(`CHROMIUM names a file that does not exist: ${named}`);
  const installed = named ?? INSTALLED.find((path) => existsSync(path));
  if (installed) return { path: installed, environment: {} };
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  // It unpacks the libraries it brings along only where it believes itself on Lambda.
  const environment = { AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  Object.assign(process.env, environment);
  const { default: packaged } = await import("@sparticuz/chromium");
  const path = await packaged.executablePath();
  // Its own arguments are for Lambda: with --single-process among them, a browser in Chinese says that it is in English.
  return { path, environment: { LD_LIBRARY_PATH: process.env["LD_LIBRARY_PATH"] ?? "" } };
}

/** Starts the browser of this machine, with further arguments where a tool needs them. */
export async function openBrowser(more: string[] = []): Promise<Browser> {
  const choice = await findBrowser();
  if (!choice) throw new Error("there is no browser on this machine: name one in CHROMIUM, or install Chromium");
  return chromium.launch({
    executablePath: choice.path,
    args: [...QUIET, ...more],
    env: { ...(process.env as Record<string, string>), ...choice.environment },
  });
}
