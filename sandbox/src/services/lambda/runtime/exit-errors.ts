import type { Deployment } from "./deployment.ts";
import type { FunctionErrorBody } from "./protocol.ts";

/** AWS's words for how a process ended. */
export function exitReason(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal) return `Runtime exited with error: signal: ${SIGNALS[signal] ?? signal}`;
  return code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${code}`;
}

const SIGNALS: Partial<Record<NodeJS.Signals, string>> = {
  SIGABRT: "aborted (core dumped)",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault (core dumped)",
  SIGTERM: "terminated",
};

export function exitError(requestId: string, reason: string): FunctionErrorBody {
  return { errorType: "Runtime.ExitError", errorMessage: `${label(requestId)}Error: ${reason}` };
}

export function timeoutError(requestId: string, { timeoutSeconds }: Deployment): FunctionErrorBody {
  const message = `${label(requestId)}Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { errorType: "Sandbox.Timedout", errorMessage: message };
}

function label(requestId: string): string {
  return requestId ? `RequestId: ${requestId} ` : "";
}
