import { format } from "node:util";
import type { LogLevel } from "../protocol.ts";
import { errorBody, loggedError } from "./function-error.ts";

const LEVELS: LogLevel[] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** The request that console lines are labelled with; AWS prints "undefined" before the first. */
export const current: { requestId: string | undefined } = { requestId: undefined };

interface ConsoleOptions {
  logFormat: "Text" | "JSON";
  logLevel: LogLevel;
  write(message: string): void;
}

/** Replaces the methods of console with those of AWS's runtime: one log event per call, in text or JSON. */
export function patchConsole({ logFormat, logLevel, write }: ConsoleOptions): void {
  const line = logFormat === "JSON" ? jsonLine : textLine;
  const method = (level: LogLevel) =>
    logFormat === "JSON" && LEVELS.indexOf(level) < LEVELS.indexOf(logLevel)
      ? () => {}
      : (...parameters: unknown[]) => write(`${line(level, parameters)}\n`);
  Object.assign(console, {
    trace: method("TRACE"),
    debug: method("DEBUG"),
    info: method("INFO"),
    log: method("INFO"),
    warn: method("WARN"),
    error: method("ERROR"),
    fatal: method("FATAL"),
  });
  logFailure = (title, thrown) =>
    logFormat === "JSON"
      ? console.error(thrown instanceof Error ? thrown : new Error(String(thrown)))
      : console.error(title, loggedError(thrown));
}

/** What the runtime itself prints about a failure ("Invoke Error", "Uncaught Exception"). */
export let logFailure: (title: string, thrown: unknown) => void;

function textLine(level: LogLevel, parameters: unknown[]): string {
  return `${new Date().toISOString()}\t${current.requestId}\t${level}\t${format(...parameters)}`;
}

function jsonLine(level: LogLevel, parameters: unknown[]): string {
  const line: Record<string, unknown> = { timestamp: new Date().toISOString(), level, requestId: current.requestId };
  if (parameters.length <= 1) {
    line.message = parameters[0];
    try {
      return JSON.stringify(line, (_, value: unknown) => (value instanceof Error ? describe(value) : value));
    } catch {
      return JSON.stringify({ ...line, message: format(parameters[0]) });
    }
  }
  line.message = format(...parameters);
  const error = parameters.find((parameter) => parameter instanceof Error);
  return JSON.stringify({ ...line, ...(error instanceof Error ? describe(error) : {}) });
}

function describe(error: Error): object {
  return {
    errorType: error.constructor.name || "UnknownError",
    errorMessage: error.message,
    stackTrace: errorBody(error).trace,
    ...Object.fromEntries(Object.entries(error)),
  };
}
