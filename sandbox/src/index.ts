import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handle } from "./gateway/gateway.ts";
import { listen } from "./gateway/server.ts";
import { Sandbox } from "./sandbox.ts";

export type { Hop } from "./core/hops.ts";

export interface RunningSandbox {
  /** http://127.0.0.1:<port> */
  endpoint: string;
  port: number;
  /** Opens the control endpoints under /_sandbox/. */
  token: string;
  stop(): Promise<void>;
}

const TEMP_PREFIX = "course-sandbox-";

/** Starts a sandbox on 127.0.0.1; port 0 (default) takes a free one. Rejects with EADDRINUSE when the port is taken. */
export async function startSandbox(options: { port?: number } = {}): Promise<RunningSandbox> {
  sweepTempFolders();
  const sandbox = new Sandbox(mkdtempSync(join(tmpdir(), `${TEMP_PREFIX}${process.pid}-`)));
  const token = randomUUID();
  try {
    const server = await listen(options.port ?? 0, (request) => handle(request, sandbox, token));
    sandbox.endpoint = `http://127.0.0.1:${server.port}`;
    return {
      endpoint: sandbox.endpoint,
      port: server.port,
      token,
      stop: async () => {
        await server.close();
        await sandbox.reset();
        rmSync(sandbox.tempDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(sandbox.tempDir, { recursive: true, force: true });
    throw error;
  }
}

/** Folders of sandboxes that were killed: their name carries the process id, and that process is gone. */
export function sweepTempFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${TEMP_PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
