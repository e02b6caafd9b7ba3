/**
 * `npm start`: the first lab's solution through `slab check` before the newcomer's eyes, then a sandbox to play with until Ctrl-C.
 * `npm start -- --once` ends after the verdict with slab's exit code.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { labs } from "../course.config.ts";
import { startSandbox, type RunningSandbox } from "@course/sandbox";

const FIRST_LAB = labs[0]!;
const PORT = 4566;
const slab = fileURLToPath(new URL("../grader/bin/slab.js", import.meta.url));

const unknown = process.argv.slice(2).filter((word) => word !== "--once");
if (unknown.length) {
  console.error(`npm start knows only --once, not ${unknown.join(" ")}.`);
  process.exit(2);
}

const child = spawn(process.execPath, [slab, "check", FIRST_LAB, "--solution"], { stdio: "inherit" });
// Ctrl-C reaches the child too; it ends by itself and this process after it.
const waitForChild = (): void => {};
process.on("SIGINT", waitForChild).on("SIGTERM", waitForChild);
const code = await new Promise<number>((resolve) =>
  child.once("exit", (exitCode, signal) => resolve(signal ? 130 : (exitCode ?? 2))),
);
if (process.argv.includes("--once") || code === 130) process.exit(code);
process.off("SIGINT", waitForChild).off("SIGTERM", waitForChild);

const sandbox = await startOnFreePort();
console.log(`
A sandbox is running at ${sandbox.endpoint} (AWS_ENDPOINT_URL=${sandbox.endpoint}, access key and secret: test). Ctrl-C ends it.

Next, in another terminal:
  npx slab start ${FIRST_LAB}     copies the lab's starter to work/${FIRST_LAB}
  npx slab check ${FIRST_LAB}     deploys and grades what you wrote there
  npx slab list               shows all labs
`);
await new Promise<void>((resolve) => {
  process.once("SIGINT", resolve).once("SIGTERM", resolve);
});
await sandbox.stop();
process.exit(code);

async function startOnFreePort(): Promise<RunningSandbox> {
  try {
    return await startSandbox({ port: PORT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    console.log(`\nPort ${PORT} is in use, perhaps by another sandbox; taking a free one.`);
    return startSandbox();
  }
}
