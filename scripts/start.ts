/**
 * `npm start`: the first lab's solution through `slab check` before the newcomer's eyes, then a sandbox to play with and the course site, until Ctrl-C.
 * `npm start -- --once` ends after the verdict with slab's exit code.
 */
import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { firstLab } from "../course.config.ts";
import { startSandbox } from "@course/sandbox";

const SANDBOX_PORT = 4566;
const SITE_PORT = 4321;
const slab = fileURLToPath(new URL("../grader/bin/slab.js", import.meta.url));

const unknown = process.argv.slice(2).filter((word) => word !== "--once");
if (unknown.length) {
  console.error(`npm start knows only --once, not ${unknown.join(" ")}.`);
  process.exit(2);
}

const child = spawn(process.execPath, [slab, "check", firstLab, "--solution"], { stdio: "inherit" });
// Ctrl-C reaches the child too; it ends by itself and this process after it.
const waitForChild = (): void => {};
process.on("SIGINT", waitForChild).on("SIGTERM", waitForChild);
const code = await new Promise<number>((resolve) =>
  child.once("exit", (exitCode, signal) => resolve(signal ? 130 : (exitCode ?? 2))),
);
if (process.argv.includes("--once") || code === 130) process.exit(code);
process.off("SIGINT", waitForChild).off("SIGTERM", waitForChild);

const sandbox = await onFreePort(SANDBOX_PORT, (port) => startSandbox(port ? { port } : {}));
const server = await openSite();
const address = server?.address() as AddressInfo | undefined;
console.log(`
${address ? `The course:  http://127.0.0.1:${address.port}/\n` : ""}A sandbox:   ${sandbox.endpoint}
  For programs: AWS_ENDPOINT_URL=${sandbox.endpoint}, access key and secret: test
Ctrl-C ends ${address ? "both" : "it"}.

Next, in another terminal:
  npx slab start ${firstLab}     copies the lab's starter to work/${firstLab}
  npx slab check ${firstLab}     deploys and grades what you wrote there
  npx slab list               shows all labs
`);
await new Promise<void>((resolve) => {
  process.once("SIGINT", resolve).once("SIGTERM", resolve);
});
server?.close();
server?.closeAllConnections();
await sandbox.stop();
process.exit(code);

/** Undefined when the site cannot be built or is not installed: the sandbox and the labs work without it. */
async function openSite(): Promise<Server | undefined> {
  try {
    const [{ ensureSite }, { serveSite }] = await Promise.all([import("./site.ts"), import("../docs/lib/serve.ts")]);
    await ensureSite(() => console.log("\nBuilding the course site, once (about 20 seconds) …"));
    return await onFreePort(SITE_PORT, (port) => listen(createServer(serveSite()), port));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    console.error(
      code === "ERR_MODULE_NOT_FOUND" ? "\nThe site is not installed here; npm ci brings it." : `\n${message}`,
    );
    return undefined;
  }
}

async function listen(server: Server, port: number): Promise<Server> {
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return server;
}

async function onFreePort<Running>(port: number, start: (port: number) => Promise<Running>): Promise<Running> {
  try {
    return await start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    console.log(`\nPort ${port} is in use, perhaps by another copy of this; taking a free one.`);
    return start(0);
  }
}
