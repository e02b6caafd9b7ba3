import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { handle } from "./gateway/gateway.ts";
import { listen } from "./gateway/server.ts";
import { Sandbox } from "./sandbox.ts";
import { createTempFolder } from "./temp-folder.ts";

export type { Hop } from "./core/hops.ts";
export type { Inspector } from "./core/inspection.ts";

export interface RunningSandbox {
  /** http://127.0.0.1:<port> */
  endpoint: string;
  port: number;
  /** Opens the control endpoints under /_sandbox/. */
  token: string;
  stop(): Promise<void>;
}

/** Starts a sandbox on 127.0.0.1; port 0 (default) takes a free one. Rejects with EADDRINUSE when the port is taken. */
export async function startSandbox(options: { port?: number } = {}): Promise<RunningSandbox> {
  const sandbox = new Sandbox(createTempFolder("sandbox"));
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
