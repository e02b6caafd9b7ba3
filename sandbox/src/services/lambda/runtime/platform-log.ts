import type { Deployment } from "./deployment.ts";

interface Report {
  requestId: string;
  durationMs: number;
  /** Only of a cold start. */
  initMs?: number;
  maxMemoryMb: number;
  status: "success" | "error" | "timeout";
  errorType?: string;
  traceHeader: string;
}

/** Of a tracing header. */
const SAMPLED = /^Root=([^;]*);Parent=([^;]*);Sampled=1/;

/**
 * The lines AWS itself writes around an invocation. Text as recorded on AWS; JSON as in
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html (2026-11).
 */
export const platformLog = {
  initStart(deployment: Deployment, time: Date): string[] {
    const major = /^nodejs(\d+)/.exec(deployment.runtime)?.[1];
    const runtimeVersion = `nodejs:${major}.sandbox`;
    if (deployment.logging.format === "Text") return [`INIT_START Runtime Version: ${runtimeVersion}\n`];
    const record = { initializationType: "on-demand", phase: "init", runtimeVersion };
    return json(deployment, "INFO", time, "platform.initStart", record);
  },

  start(deployment: Deployment, time: Date, requestId: string): string[] {
    const { version } = deployment;
    if (deployment.logging.format === "Text") return [`START RequestId: ${requestId} Version: ${version}\n`];
    return json(deployment, "INFO", time, "platform.start", { requestId, version });
  },

  end(deployment: Deployment, time: Date, report: Report, errorMessage?: string): string[] {
    const { requestId, status, durationMs, initMs, errorType } = report;
    const [, traceId, segmentId] = SAMPLED.exec(report.traceHeader) ?? [];
    const memory = Math.min(report.maxMemoryMb, deployment.memorySize);
    // The init phase is billed since 2025-08-01.
    const billedMs = Math.ceil(durationMs + (initMs ?? 0));
    if (deployment.logging.format === "JSON")
      return json(deployment, status === "success" ? "INFO" : "ERROR", time, "platform.report", {
        requestId,
        status: status === "error" && errorType?.startsWith("Runtime.") !== true ? "error" : status,
        ...(errorType === undefined ? {} : { errorType }),
        metrics: {
          durationMs: round(durationMs),
          billedDurationMs: billedMs,
          memorySizeMB: deployment.memorySize,
          maxMemoryUsedMB: memory,
          ...(initMs === undefined ? {} : { initDurationMs: round(initMs) }),
        },
        ...(traceId === undefined
          ? {}
          : { tracing: { spanId: segmentId, type: "X-Amzn-Trace-Id", value: report.traceHeader } }),
      });
    const fields = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${durationMs.toFixed(2)} ms`,
      `Billed Duration: ${billedMs} ms`,
      `Memory Size: ${deployment.memorySize} MB`,
      `Max Memory Used: ${memory} MB`,
      ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
      ...(status === "timeout" ? ["Status: timeout"] : []),
      ...(errorType?.startsWith("Runtime.") ? ["Status: error", `Error Type: ${errorType}`] : []),
    ];
    return [
      ...(status === "timeout"
        ? [
            `${time.toISOString()} ${requestId} Task timed out after ${deployment.timeoutSeconds.toFixed(2)} seconds\n\n`,
          ]
        : []),
      // What ended the process is not in the function's own output.
      ...(errorType === "Runtime.ExitError" ? [`${errorMessage}\n${errorType}\n`] : []),
      `END RequestId: ${requestId}\n`,
      `${fields.join("\t")}\t\n${traceId === undefined ? "" : `XRAY TraceId: ${traceId}\tSegmentId: ${segmentId}\tSampled: true\t\n`}`,
    ];
  },
};

function json(deployment: Deployment, level: "INFO" | "ERROR", time: Date, type: string, record: object): string[] {
  const threshold = deployment.logging.systemLevel;
  // DEBUG and INFO show all of these lines, WARN only reports of failures.
  if (threshold === "WARN" && level === "INFO") return [];
  return [`${JSON.stringify({ time: time.toISOString(), type, record })}\n`];
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
