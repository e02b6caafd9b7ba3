import { spawn, type ChildProcess } from "node:child_process";
import { devNull } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Inspector } from "@course/sandbox";
import { sweepTempFolders } from "@course/sandbox/temp-folder";
import { UserError } from "../errors.ts";
import type { OpenTarget, Target } from "./target.ts";

const SANDBOX_ACCOUNT = "000000000000";
const SANDBOX_REGION = "us-east-1";

const main = fileURLToPath(import.meta.resolve("@course/sandbox/main"));
/** Import this in every process that may run a learner's code against the sandbox: it refuses connections to real AWS. */
export const lockUrl: string = pathToFileURL(fileURLToPath(import.meta.resolve("@course/sandbox/lock"))).href;

const sourceMapsUrl = new URL("../deploy/source-maps.ts", import.meta.url).href;

export interface SandboxProcess {
  endpoint: string;
  port: number;
  token: string;
  process: ChildProcess;
}

/** Debug the functions: the first environment of each waits on a port from `port` on. */
export interface Inspection {
  port: number;
  onWaiting: (inspector: Inspector) => void;
}

/** Starts a sandbox in a process of its own, which ends with this one. `port` 0: a free one. A taken port is a UserError. */
export async function spawnSandbox(port = 0, inspection?: Inspection): Promise<SandboxProcess> {
  const child = spawn(process.execPath, [main, String(port)], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...sandboxProcessEnvironment(), ...(inspection ? { SANDBOX_INSPECT: String(inspection.port) } : {}) },
  });
  const line = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.once("line", (first) => {
      lines.on("line", (later) => inspection?.onWaiting(JSON.parse(later) as Inspector));
      resolve(first);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the sandbox ended with code ${code} before it was ready`)));
  });
  const ready = JSON.parse(line) as
    { endpoint: string; port: number; token: string } | { error: string; code?: string };
  if ("error" in ready) {
    if (ready.code === "EADDRINUSE") throw new UserError("portInUse", { port });
    throw new Error(`the sandbox did not start: ${ready.error}`);
  }
  return { ...ready, process: child };
}

/** The sandbox needs no credentials of anybody; what it does not see it cannot use. */
function sandboxProcessEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SystemRoot", "NODE_COMPILE_CACHE", "LANG"];
  return {
    NODE_COMPILE_CACHE: compileCacheDir(),
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
  };
}

/** Where Node keeps compiled code between runs; the same folder for slab, sandbox and functions. */
function compileCacheDir(): string {
  return (
    process.env["NODE_COMPILE_CACHE"] ??
    fileURLToPath(new URL("../../../node_modules/.cache/node-compile-cache", import.meta.url))
  );
}

const credentialsOnly = {
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_REGION: SANDBOX_REGION,
  AWS_DEFAULT_REGION: SANDBOX_REGION,
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
};

/** What a process needs to talk to a sandbox, and to find nobody's credentials. These are the variables that `slab sandbox` prints. */
export function sandboxEnvironment(endpoint: string): Record<string, string> {
  return { AWS_ENDPOINT_URL: endpoint, ...credentialsOnly };
}

/** Where curl and a browser open what AWS calls https://<id>.execute-api.<region>.amazonaws.com: *.localhost resolves to loopback there. Other texts stay as they are. */
export function openableUrl(url: string, endpoint: string): string {
  const { port } = new URL(endpoint);
  return url.replace(/^https:\/\/([a-z0-9]+\.execute-api\.[a-z0-9-]+)\.amazonaws\.com/, `http://$1.localhost:${port}`);
}

export async function controlSandbox(sandbox: { endpoint: string; token: string }, command: string): Promise<void> {
  const response = await fetch(`${sandbox.endpoint}/_sandbox/${command}`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandbox.token}` },
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${command}: ${await response.text()}`);
}

/** A fresh sandbox as target: started at once, opened when it is needed. The app is synthesised without an endpoint, but under the lock. */
export function startSandboxTarget(
  inspection?: Inspection,
): Target & { open(): Promise<OpenTarget & { sandbox: SandboxProcess }> } {
  const started = spawnSandbox(0, inspection);
  // Whoever opens or closes the target gets the rejection.
  let process: ChildProcess | undefined;
  started.then(
    (sandbox) => (process = sandbox.process),
    () => {},
  );
  const locked = { NODE_OPTIONS: `--import=${lockUrl}`, CDK_DISABLE_VERSION_CHECK: "true" };
  return {
    kind: "sandbox",
    account: SANDBOX_ACCOUNT,
    region: SANDBOX_REGION,
    synthEnvironment: {
      ...credentialsOnly,
      ...locked,
      ...(inspection ? { NODE_OPTIONS: `${locked.NODE_OPTIONS} --import=${sourceMapsUrl}` } : {}),
    },
    open: async () => {
      const sandbox = await started;
      return {
        kind: "sandbox",
        region: SANDBOX_REGION,
        environment: { ...sandboxEnvironment(sandbox.endpoint), SANDBOX_ENDPOINT: sandbox.endpoint, ...locked },
        sandbox,
        pollMs: 20,
      };
    },
    isAlive: () => process === undefined || (process.exitCode === null && process.signalCode === null),
    close: () => started.then(stopSandbox, () => {}),
  };
}

export async function stopSandbox({ process: child }: SandboxProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    sweepTempFolders();
    return;
  }
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  await exited;
  // A sandbox that was killed leaves its folder to us.
  sweepTempFolders();
}
