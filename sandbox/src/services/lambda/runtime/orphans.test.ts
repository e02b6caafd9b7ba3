import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "lambda-orphans-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A sandbox's pool in a process of its own; tells the pid that its function answers or prints. */
const PARENT = `
  import { Clock } from ${JSON.stringify(fileURLToPath(new URL("../../../core/clock.ts", import.meta.url)))};
  import { Pool } from ${JSON.stringify(fileURLToPath(new URL("./pool.ts", import.meta.url)))};
  const pool = new Pool({ clock: new Clock(), endpoint: "http://127.0.0.1:1", tempDir: process.argv[2] });
  const deployment = {
    functionName: "f", version: "$LATEST", account: "0", region: "us-east-1", runtime: "nodejs24.x", handler: "index.handler",
    codeDir: process.argv[3], memorySize: 128, ephemeralStorage: 512, timeoutSeconds: 60, variables: {},
    logging: { group: "g", format: "Text", applicationLevel: "INFO", systemLevel: "INFO" },
  };
  const session = async () => ({ accessKeyId: "a", secretAccessKey: "b", sessionToken: "c", expiresAt: Infinity });
  const invoke = () => pool.invoke(deployment, { requestId: "r", event: "{}", invokedFunctionArn: "arn", traceHeader: "" }, session);
  invoke().then(({ result }) => process.send(JSON.parse(result.payload)));
  setInterval(() => {}, 1000);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean, within = 5000): Promise<void> {
  const deadline = performance.now() + within;
  while (!condition() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

test.each([
  ["idle", "exports.handler = async () => process.pid"],
  ["in an endless loop", "exports.handler = async () => { setImmediate(() => { for (;;); }); return process.pid }"],
])("an environment that is %s ends when the sandbox is killed", async (name, code) => {
  const codeDir = join(folder, name);
  mkdirSync(codeDir);
  writeFileSync(join(codeDir, "index.js"), code);
  const script = join(folder, `${name}.mts`);
  writeFileSync(script, PARENT);
  const parent = fork(script, [folder, codeDir], { execArgv: ["--disable-warning=ExperimentalWarning"] });
  const pid = await new Promise<number>((resolve) => parent.once("message", (message) => resolve(message as number)));
  expect(isAlive(pid)).toBe(true);

  parent.kill("SIGKILL");

  await until(() => !isAlive(pid));
  expect(isAlive(pid)).toBe(false);
});
