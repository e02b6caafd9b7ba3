import { channel } from "node:diagnostics_channel";

/**
 * Breakpoints in handlers (`slab check --inspect`). With SANDBOX_INSPECT, a port, the first environment of each function waits for a debugger
 * before it loads its code, on that port or one of the next, and nothing limits the time it takes: whoever looks at a variable needs minutes.
 */
const firstPort = Number(process.env["SANDBOX_INSPECT"] ?? 0);

export const isInspecting: boolean = firstPort > 0;

/** In place of the limits that AWS sets: a day. */
export const INSPECTED_LIMIT_MS = 86_400_000;

/** Tells where a debugger can attach. */
export const inspectors = channel("sandbox:inspectors");

export interface Inspector {
  functionName: string;
  port: number;
}

const ports = new Map<string, number>();
const inUse = new Set<string>();

/** The port for a new environment of the function; undefined when nobody debugs, or another environment of it has the debugger. */
export function claimInspector(functionName: string): number | undefined {
  if (!isInspecting || inUse.has(functionName)) return undefined;
  inUse.add(functionName);
  // A function keeps its port over deployments, so that an editor finds it again.
  const port = ports.get(functionName) ?? firstPort + ports.size;
  ports.set(functionName, port);
  return port;
}

export function releaseInspector(functionName: string): void {
  inUse.delete(functionName);
}

/** What Node prints about its inspector goes to whoever debugs, not into the function's log. */
export function isInspectorsOwn(line: string): boolean {
  return /^(Debugger (listening on|ending on|attached)|For help, see: https:\/\/nodejs|Waiting for the debugger to)/.test(
    line,
  );
}
